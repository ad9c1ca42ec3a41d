from dealix_ops.triage.training.fragments import fragments
from dealix_ops.vocabulary import Meaning, Priority
from tests.dealix_ops.triage.training.test_train import TOY, example

CALM = [example(f"متى الدوام عندكم يوم {n} يا جماعة", Priority.P3, Meaning.QUESTION) for n in range(60)]


class TestFragments:
    def test_only_calm_messages_are_torn(self) -> None:
        grave = [one for one in TOY if one.priority is Priority.P0]
        assert not list(fragments(grave))

    def test_pieces_are_few_short_and_calm(self) -> None:
        found = list(fragments(CALM))
        assert 0 < len(found) < len(CALM)
        assert all(len(one.text.split()) <= 3 and one.priority is Priority.P3 for one in found)
        assert found == list(fragments(CALM))
