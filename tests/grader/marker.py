"""What a person does in a class folder after marking by the key: gives levels to free texts."""

from grader.course import Course

ASSESSMENT = "m02-listening"
HARMFUL_TEXT = "<script>alert(1)</script> Jangan lebay."


def give_levels(course: Course, trainee: str, *levels: float, comment: str = "") -> None:
    """Mark a trainee's free texts by hand, in their order, as formgrader does."""
    with course.gradebook() as gradebook:
        notebooks = gradebook.find_submission(ASSESSMENT, trainee).notebooks
        texts = [grade for notebook in notebooks for grade in notebook.grades if grade.cell_type == "markdown"]
        for grade, level in zip(sorted(texts, key=lambda grade: str(grade.name)), levels, strict=False):
            grade.manual_score, grade.needs_manual_grade = level, False
        for entry in (entry for notebook in notebooks for entry in notebook.comments):
            entry.manual_comment = comment or None
        gradebook.db.commit()
