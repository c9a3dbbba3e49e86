"""Documents as data, and how they become files that funders and members open.

A plain library: it knows nothing of Django, of a database or of the rest of the house. What people
wrote goes into a file as text, never as markup or code. The same document gives the same bytes.
"""

from samverka.documents.archive import archived, checked
from samverka.documents.model import (
    BulletList,
    Cell,
    Document,
    DocumentError,
    Figure,
    Heading,
    Item,
    NumberedList,
    PageBreak,
    Paragraph,
    Part,
    Run,
    Signature,
    Table,
    TableOfContents,
    plain,
)
from samverka.documents.pdf import Pdf, as_pdf, as_png
from samverka.documents.rich import Rich, from_rich_text
from samverka.documents.word import as_docx

__all__ = [
    "BulletList",
    "Cell",
    "Document",
    "DocumentError",
    "Figure",
    "Heading",
    "Item",
    "NumberedList",
    "PageBreak",
    "Paragraph",
    "Part",
    "Pdf",
    "Rich",
    "Run",
    "Signature",
    "Table",
    "TableOfContents",
    "archived",
    "as_docx",
    "as_pdf",
    "as_png",
    "checked",
    "from_rich_text",
    "plain",
]
