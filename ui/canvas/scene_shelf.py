"""Scenes of photos that are not shown just now: a tab, or a step that is undone, comes back as it was left, at once."""

from __future__ import annotations

from engine.document import Document
from ui.canvas.scene import Scene

_MOST_BYTES = 192 * 2**20


class SceneShelf:
    """Keeps the scenes that were shown last, bounded in bytes; those of documents, and photos, that are still there.

    Belongs to the main thread.
    """

    def __init__(self) -> None:
        self._scenes: list[Scene] = []  # the one that was shown last at the end

    def put(self, scene: Scene) -> None:
        """Keeps a scene that is shown no longer; one that is not drawn in full quality yet is closed."""
        if not scene.rest():
            scene.close()
            return
        self._scenes.append(scene)
        total = sum(each.bytes_held for each in self._scenes)
        while self._scenes and total > _MOST_BYTES:
            oldest = self._scenes.pop(0)
            total -= oldest.bytes_held
            oldest.close()

    def take(self, document: Document, screen: bytes | None) -> Scene | None:
        """The scene of a document as it is now, for a screen; None where it has to be made."""
        self.prune(document)
        for scene in self._scenes:
            if scene.document is document and scene.photo is document.photo and scene.screen == screen:
                self._scenes.remove(scene)
                scene.wake()
                return scene
        return None

    def prune(self, document: Document) -> None:
        """Lets go of a document's photos that neither it nor its history holds any more."""
        self._drop(
            [
                scene
                for scene in self._scenes
                if scene.document is document
                and scene.photo is not document.photo
                and not document.history.holds(scene.photo)
            ]
        )

    def forget(self, document: Document) -> None:
        """Lets go of a document that is closed."""
        self._drop([scene for scene in self._scenes if scene.document is document])

    def clear(self) -> None:
        """Lets go of everything."""
        self._drop(list(self._scenes))

    def _drop(self, scenes: list[Scene]) -> None:
        for scene in scenes:
            self._scenes.remove(scene)
            scene.close()
