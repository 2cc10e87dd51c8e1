"""All pages of the review, as one router."""

from fastapi import APIRouter

from app.web.review import elsewhere, history, one_at_a_time, records, second, steps

router = APIRouter()
for pages in (one_at_a_time, history, steps, records, second, elsewhere):
    router.include_router(pages.router)
