"""The proof that nothing outside the patches has changed, kept current: computed on a worker after every change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from engine.document import Change, ChangeKind, Composite, Document
from engine.jobs import Job, JobContext
from engine.language import one_after_another, tr
from ui.job_bridge import JobBridge
from ui.widgets.building import timer

if TYPE_CHECKING:
    from engine.photo import Photo
    from engine.recipes.untouched import BaseProof, Proof
    from ui.editor import Editor

_DEBOUNCE_MS = 400
_LEAVE_WITHIN_S = 0.5


@dataclass(frozen=True)
class ProofWords:
    """What a badge says. `state`: "checking", "holds", "fails" or "remade"."""

    state: str
    short: str
    full: str


CHECKING = ProofWords("checking", "", "")


class StackProof(QObject):
    """Watches the document in front; `proved` carries ProofWords, or None where no photo is open."""

    proved = Signal(object)

    def __init__(self, editor: Editor) -> None:
        super().__init__(editor)
        self._editor = editor
        self._worker = JobBridge(self)
        self._bases: dict[Document, tuple[Photo, BaseProof]] = {}
        self._soon = timer(self, _DEBOUNCE_MS, self.check)
        editor.document_replaced.connect(self._replaced)
        editor.photo_removed.connect(lambda one: self._bases.pop(one.document, None))
        editor.changed.connect(self._heard)
        editor.saved.connect(lambda _path: self._soon.start())

    def check(self) -> None:
        """Count anew, now. The file is read once for each shape of the photo."""
        document = self._editor.document
        if document is None:
            return
        self._soon.stop()
        composite = document.composite
        known = self._bases.get(document)
        base = known[1] if known is not None and known[0] is composite.photo else None
        self._worker.submit(
            lambda context: _prove(composite, base, context),
            tr("Checking what was not retouched"),
            then=lambda job: self._take(job, document, composite),
            lane="proof",
        )

    def shut_down(self) -> bool:
        """Stop the worker. Returns whether it ended in time."""
        self._soon.stop()
        self._worker.cancel_all()
        return self._worker.close(_LEAVE_WITHIN_S)

    def _replaced(self) -> None:
        self.proved.emit(None if self._editor.document is None else CHECKING)
        if self._editor.document is not None:
            self._soon.start()

    def _heard(self, change: Change) -> None:
        if change.kind in (ChangeKind.STACK, ChangeKind.CANVAS):
            self._soon.start()

    def _take(self, job: Job[Any], document: Document, composite: Composite) -> None:
        proof: Proof | None = job.value
        if proof is None or self._editor.of(document) is None:
            return
        self._bases[document] = composite.photo, proof.base
        if document is self._editor.document and document.composite is composite:
            self.proved.emit(words_of(proof, self._editor.name))


def _prove(composite: Composite, base: BaseProof | None, context: JobContext) -> Proof:
    """On the worker thread."""
    from engine.recipes.untouched import base_proof, untouched_proof

    return untouched_proof(composite, base or base_proof(composite.photo, context), context)


def words_of(proof: Proof, name: str) -> ProofWords:
    """A proof for people."""
    base, count = proof.base, proof.differing
    if base.against == "remade":
        outside = tr("{n:,} pixels outside the patches differ from the straightened photo.", n=proof.outside)
        full = tr("The photo was straightened, so all its pixels were made anew.") + " " + outside
        return ProofWords("fails" if proof.outside else "remade", tr("Straightened · every pixel is new"), full)
    if count:
        sentences = [tr("{n:,} pixels outside the patches differ from the photo as it was opened.", n=count)]
    else:
        sentences = [tr("Outside the patches not one pixel differs from the photo as it was opened.")]
    if base.against == "file":
        sentences.append(
            tr(
                "The file was read again and all {compared:,} pixels compared; {untouched:,} lie under no patch.",
                compared=base.compared,
                untouched=proof.untouched,
            )
        )
    else:
        sentences.append(_why(base.why, name))
    if count:
        sentences.append(tr("Undo what was done last, and please report it: this is not meant to happen."))
    return ProofWords("fails" if count else "holds", _short(proof), one_after_another(*sentences))


def _short(proof: Proof) -> str:
    """What one reads in passing: what is meant, whether it is as it was, and the count."""
    count = proof.differing
    if count:
        return tr("Changed outside patches · {n:,} px", n=count)
    is_bare = not proof.is_retouched
    return tr("Photo untouched · 0 px") if is_bare else tr("Rest of photo untouched · 0 px")


def _why(why: str, name: str) -> str:
    if why == "none":
        return tr("It comes from no file, so it was compared with itself as it was opened.")
    if why == "gone":
        return tr("{name} is no longer there, so it was compared with the photo in memory.", name=name)
    if why == "large":
        return tr("It is too large to be held twice, so it was compared with the photo in memory.")
    return tr("The file has changed since it was opened, so it was compared with the photo in memory.")
