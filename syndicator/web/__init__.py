"""The aiohttp server: public pages, feeds, the reprint desk's forms.

Takes HTTP requests and Services.
Gives feeds, pages (zh, en) and problem+json.
Never runs SQL, fetches a URL, or shows a visitor a traceback.
"""
