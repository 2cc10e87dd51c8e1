"""All pages of the review, as one router."""

from fastapi import APIRouter

from app.web import elsewhere, records, review, review_history, review_steps, second

router = APIRouter()
for pages in (review, review_history, review_steps, records, second, elsewhere):
    router.include_router(pages.router)
