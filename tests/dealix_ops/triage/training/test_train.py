from dealix_ops.triage.model.inference import Model
from dealix_ops.triage.model.kinds import Kind
from dealix_ops.triage.model.weights import unpack
from dealix_ops.triage.study import study
from dealix_ops.triage.training.__main__ import train
from dealix_ops.triage.training.examples import Example
from dealix_ops.vocabulary import Language, Meaning, Priority

LEAKS = ["طلعت لي بيانات شركة ثانية", "نشوف عملاء غيرنا في اللوحة", "another firm's names in my list"]
ASKS = ["كم سعر باقة النمو", "متى الدوام عندكم", "how much is the growth plan"]


def example(text: str, priority: Priority, meaning: Meaning) -> Example:
    grave = priority is Priority.P0
    return Example(text, Language.AR_SA, priority, meaning, grave, False, 1, "toy")


TOY = [
    *(example(f"{text} {n}", Priority.P0, Meaning.LEAK) for text in LEAKS for n in range(6)),
    *(example(f"{text} {n}", Priority.P3, Meaning.QUESTION) for text in ASKS for n in range(6)),
]


class TestTrain:
    def test_same_examples_give_the_same_bytes(self) -> None:
        assert train(TOY) == train(TOY, workers=2)

    def test_what_was_taught_is_known(self) -> None:
        model = Model(unpack(train(TOY)))
        assert model.judge(study("طلعت لي بيانات شركة ثانية").seen).likeliest() is Kind.LEAK
        assert model.judge(study("كم سعر الباقة").seen).likeliest() is Kind.QUESTION
