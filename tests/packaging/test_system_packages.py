from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys

import pytest
import system_packages
from trouble import Trouble

LIST = "# all\n[venv]\npython3-venv\n\n[window]\nlibegl1  # Qt\nlibgl1\n[test]\nxvfb\n"


@pytest.fixture
def debian(monkeypatch, tmp_path):
    """A Debian with root, no sudo, a Python that can make environments, and nothing installed but libegl1."""
    listed = tmp_path / "apt.txt"
    listed.write_text(LIST, encoding="utf-8")
    monkeypatch.setattr(system_packages, "LIST", listed)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(shutil, "which", lambda name: None if name == "sudo" else f"/usr/bin/{name}")
    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: object())
    monkeypatch.setattr(system_packages, "installed_packages", lambda: {"libegl1"})


def test_sections_are_read_without_comments():
    assert system_packages.read_sections(LIST) == {
        "venv": ["python3-venv"],
        "window": ["libegl1", "libgl1"],
        "test": ["xvfb"],
    }


def test_only_what_is_missing_is_installed(debian, commands):
    system_packages.ensure(("window", "test"))
    (update, install) = commands.seen
    assert update[-1] == "update"
    assert install[-2:] == ["libgl1", "xvfb"]
    assert "sudo" not in install


def test_nothing_missing_runs_nothing(debian, commands, monkeypatch):
    monkeypatch.setattr(system_packages, "installed_packages", lambda: {"libegl1", "libgl1"})
    system_packages.ensure(("window",))
    assert commands.seen == []


def test_a_python_without_ensurepip_brings_the_venv_package(debian, commands, monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    system_packages.ensure(("window",))
    assert "python3-venv" in commands.seen[-1]


def test_without_root_it_takes_sudo(debian, commands, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    system_packages.ensure(("window",))
    assert [command[0] for command in commands.seen] == ["sudo", "sudo"]


def test_without_root_and_sudo_it_names_the_command_for_root(debian, commands, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    with pytest.raises(Trouble, match="ask root to run 'apt-get install --no-install-recommends libgl1'"):
        system_packages.ensure(("window",))
    assert commands.seen == []


def test_a_failed_install_says_so(debian, commands):
    commands.answer = lambda command: int("install" in command)
    with pytest.raises(Trouble, match="could not install libgl1"):
        system_packages.ensure(("window",))


def test_lists_that_cannot_be_renewed_do_not_stop_the_install(debian, commands):
    commands.answer = lambda command: int("update" in command)
    system_packages.ensure(("window",))
    assert "install" in commands.seen[-1]


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_other_systems_are_left_alone(debian, commands, monkeypatch, platform):
    monkeypatch.setattr(sys, "platform", platform)
    system_packages.ensure(("window",))
    assert commands.seen == []


def test_a_linux_that_is_no_debian_gets_a_hint(debian, commands, monkeypatch, capsys):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    system_packages.ensure(("window",))
    assert "apt.txt" in capsys.readouterr().out
    assert commands.seen == []


def test_provided_names_count_as_installed_and_removed_packages_do_not(monkeypatch):
    shown = "ii \tlibglib2.0-0t64\tlibglib2.0-0 (= 2.80)\nrc \txvfb\t\nii \tlibgl1\t\n"
    answer = subprocess.CompletedProcess([], 0, stdout=shown)
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: answer)
    assert system_packages.installed_packages() == {"libglib2.0-0t64", "libglib2.0-0", "libgl1"}


def test_the_real_list_has_the_sections_that_set_up_asks_for():
    listed = system_packages.read_sections(system_packages.LIST.read_text(encoding="utf-8"))
    assert set(listed) == {"venv", "window", "test"}
    assert all(listed.values())
