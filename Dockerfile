# riwaya in a container: docker build -t riwaya . && docker run --rm -v "$PWD/data:/data" -p 127.0.0.1:8000:8000 riwaya
FROM python:3.12-slim-bookworm AS build
WORKDIR /source
COPY pyproject.toml README.md LICENSE ./
COPY src src
RUN pip wheel --no-cache-dir --wheel-dir /wheels '.[pdf,postgresql]'

FROM python:3.12-slim-bookworm
# Pango shapes the letters of PDF briefings; the typeface itself comes with the extra
RUN apt-get update \
 && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
 && rm -rf /var/lib/apt/lists/*
COPY --from=build /wheels /wheels
RUN pip install --no-cache-dir --no-index --find-links /wheels 'riwaya[pdf,postgresql]' && rm -rf /wheels
RUN useradd --create-home --uid 10001 riwaya && install -d -o riwaya /data
USER riwaya
WORKDIR /data
ENV RIWAYA_DB=sqlite:////data/store.sqlite \
    RIWAYA_GAZETTEER=/data/gazetteer \
    RIWAYA_ARCHIVE=/data/archive \
    XDG_DATA_HOME=/data \
    PYTHONUNBUFFERED=1
VOLUME /data
EXPOSE 8000
ENTRYPOINT ["riwaya"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8000"]
