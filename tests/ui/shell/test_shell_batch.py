"""File > Batch… in the main window."""

from __future__ import annotations

from PySide6.QtWidgets import QTextBrowser

from ui.batch.window import BatchWindow


def test_the_command_opens_one_window_and_the_main_window_takes_it_along(driver):
    driver.run("batch")
    (batch,) = driver.window.findChildren(BatchWindow)
    assert batch.isVisible()
    driver.run("batch")
    assert driver.window.findChildren(BatchWindow) == [batch]
    batch.close()
    driver.bot.waitUntil(lambda: not driver.window.findChildren(BatchWindow))
    driver.run("batch")
    (other,) = driver.window.findChildren(BatchWindow)
    driver.window.close()
    assert not other.isVisible()


def test_the_guide_to_batches_opens(driver):
    driver.run("batch")
    (batch,) = driver.window.findChildren(BatchWindow)
    batch.help_button.click()
    assert any("record" in browser.toPlainText() for browser in batch.findChildren(QTextBrowser))
    batch.close()
    driver.bot.waitUntil(lambda: not driver.window.findChildren(BatchWindow))
    driver.run("batch-guide")
    assert any("record" in browser.toPlainText() for browser in driver.window.findChildren(QTextBrowser))
