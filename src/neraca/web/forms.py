"""What a browser sends: forms, read within bounds."""

from __future__ import annotations

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request

from neraca.errors import fail

MOST_FILES = 20
MOST_TEXT = 5_000_000
_MOST_FIELDS = 50
# More than that is no person's choice; up to it, the answer says what the bound is.
_MOST_COUNTED = 500


async def read_form(request: Request) -> FormData:
    """The fields and files of a form, which the caller closes; `Guard` bounds its size.

    Raises:
        NeracaError: N121, when there are too many files.
    """
    form = await request.form(max_files=_MOST_COUNTED, max_fields=_MOST_FIELDS, max_part_size=MOST_TEXT)
    files = files_of(form)
    if len(files) > MOST_FILES:
        await form.close()
        raise fail("N121", detail=f"{len(files)} files", most=f"{MOST_FILES} files")
    return form


def files_of(form: FormData) -> list[UploadFile]:
    """Files that somebody chose; a field of files that was left empty gives none."""
    return [one for _, one in form.multi_items() if isinstance(one, UploadFile) and one.filename]


def text_of(form: FormData, name: str) -> str:
    """A field's text, without blanks around it; "" where it is missing."""
    value = form.get(name)
    return value.strip() if isinstance(value, str) else ""
