# One image for pages, sockets, worker and beat; compose.yaml says which command each runs.
FROM python:3.11-slim-bookworm

# Pango prints invoices; PostgreSQL's client programs make backups.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 postgresql-client \
    && rm -rf /var/lib/apt/lists/*

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 COMPTOIR_MODE=production COMPTOIR_VAR=/var/lib/comptoir
WORKDIR /srv/comptoir
COPY requirements.txt .
RUN pip install --no-cache-dir --requirement requirements.txt
COPY . .

RUN useradd --system --home /var/lib/comptoir comptoir \
    && mkdir --parents /var/lib/comptoir \
    && chown comptoir /var/lib/comptoir
USER comptoir
VOLUME /var/lib/comptoir
EXPOSE 8000
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", "network.wsgi:application"]
