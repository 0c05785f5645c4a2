# VănThư. `make` lists what can be made; `make run` and `make test` need nothing done before.

.DEFAULT_GOAL := help
SHELL := /bin/bash

# compiled once, not by every worker of every run
export PYTHONDONTWRITEBYTECODE :=

# Debian's own is compiled with optimisations that others on the PATH often lack; those take up to half as long again
PYTHON ?= $(shell for one in /usr/bin/python3.11 python3.11 python3; do command -v $$one && break; done)
BIN := .venv/bin
PACKAGES := libreoffice-writer-nogui python3-uno python3-venv fonts-liberation2 libjemalloc2
# shows the pages to be pictured and measured, with the library that Playwright's Node needs; nothing of it serves
BROWSER := chromium libatomic1
# the same without its windows, which cost tests more than the pages in them; whoever has the whole one needs no other
HEADLESS := $(if $(shell command -v chromium),chromium,chromium-headless-shell) libatomic1
# for `make test-scale`: what records and queue scale out to
SERVERS := postgresql redis-server rabbitmq-server
# joins and cuts off the machines of those tests
NETWORK := iproute2
# tests of what stands alone: rules, words, forms, templates, files; the faces, records and workbooks are the rest
UNITS := $(addprefix tests/,vietnamese the_thuc narrative word forms assembly house_style finishing importing storage http \
	accounts test_errors.py test_settings.py test_pictures.py test_calendars.py test_zip_archive.py test_logs.py test_scratch.py)
CODE := app.py doc_service form_templates docs bench tests

.PHONY: help setup system browser headless run test test-scale lint unit demo docs templates translations assets screens bench check-forms clean

help: ## Liệt kê các lệnh / show this list
	@echo "VănThư: make <lệnh>"
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  %-12s %s\n", $$1, $$2}'

run: setup ## Cài đặt những gì còn thiếu rồi chạy dịch vụ / set up and serve
	@exec $(BIN)/python -m doc_service.workers

test: setup headless ## Cài đặt rồi chạy mọi kiểm tra / set up, check style, types, layers, run all tests
	@$(MAKE) --no-print-directory lint
	@echo "== Kiểm thử (LibreOffice thật) =="
	@$(BIN)/python -m pytest -n 2 --dist worksteal -q

test-scale: setup ## Kiểm thử với PostgreSQL, Redis, RabbitMQ, kho S3 thật / tests against real servers
	@$(call install,$(SERVERS) $(NETWORK),{ command -v redis-server && command -v rabbitmq-server; } >/dev/null,PostgreSQL$(comma) Redis$(comma) RabbitMQ và lệnh ip,$(SERVERS))
	@echo "== Kiểm thử với PostgreSQL, Redis, RabbitMQ, kho S3 =="
	@$(BIN)/python -m pytest -q -m scale

unit: setup ## Kiểm thử từng khối, trong vài giây: không CSDL, không HTTP, không LibreOffice / units alone
	@$(BIN)/python -m pytest -q -n 2 --dist worksteal -m "not soffice and not browser and not every_form and not scale" $(UNITS)

lint: setup ## Kiểm tra cách viết, kiểu, các tầng / style, types, layers
	@echo "== Cách viết, kiểu, các tầng =="
	@$(BIN)/ruff check $(CODE)
	@$(BIN)/ruff format --check $(CODE)
	@$(BIN)/mypy --strict doc_service
	@$(BIN)/lint-imports

demo: setup ## Lập văn bản mẫu của mọi biểu mẫu vào out/ / write every sample document
	@$(BIN)/python -m doc_service check-forms --to docx,pdf,xlsx -o out
	@$(BIN)/python -m docs.contact_sheet out

templates: setup ## Dựng lại các tệp mẫu DOCX / rebuild the official templates
	@$(BIN)/python -m doc_service.house_style

docs: setup ## Viết lại các trang tài liệu sinh tự động / rebuild generated pages
	@$(BIN)/python -m docs.generate

translations: setup ## Gom chữ trên các trang vào bản dịch tiếng Anh / bring the English catalog up to date
	@$(BIN)/python -m docs.translations

screens: setup browser ## Chụp lại các hình trong tài liệu / take the pictures of the docs again
	@$(BIN)/python -m docs.screens

assets: setup ## Lấy thư viện của trình duyệt theo vendor.toml (cần npm) / bring third-party assets
	@$(BIN)/python -m docs.assets

bench: setup browser ## Đo tốc độ bên cạnh các công cụ khác / measure against peers
	@$(BIN)/python -m bench.run

check-forms: setup ## Kiểm tra mọi biểu mẫu và ví dụ / check every form and example
	@$(BIN)/python -m doc_service check-forms

clean: ## Xóa những gì đã sinh ra, giữ dữ liệu / remove what was made, keep the data
	@rm -rf .venv out data/work data/thumbnails .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

setup: system .venv/ready

# whoever has to ask an administrator asks once
test: PACKAGES += $(HEADLESS)
bench screens: PACKAGES += $(BROWSER)

# What Debian must have. Nothing is asked of the network when nothing is missing.
system:
	@$(call install,$(PACKAGES),[ -e "$${VANTHU_SOFFICE:-/usr/lib/libreoffice/program/soffice.bin}" ],LibreOffice Writer$(comma) cầu nối Python (uno) và phông Liberation)

browser:
	@$(call install,$(BROWSER),command -v chromium >/dev/null,trình duyệt Chromium)

headless:
	@$(call install,$(HEADLESS),{ command -v chromium-headless-shell || command -v chromium; } >/dev/null,trình duyệt Chromium không cửa sổ)

comma := ,

# $(1) packages; $(2) what shows, where there is no dpkg, that they are there; $(3) what they are;
# $(4) those whose service is not to run: a test starts servers of its own
define install
missing=""; \
	if command -v dpkg-query >/dev/null; then \
	  for package in $(1); do \
	    dpkg-query -W -f '$${Status}' $$package 2>/dev/null | grep -q "ok installed" || missing="$$missing $$package"; \
	  done; \
	elif ! $(2); then missing=" $(1)"; fi; \
	[ -z "$$missing" ] && exit 0; \
	if ! command -v apt-get >/dev/null; then \
	  echo "Còn thiếu:$$missing. Hãy cài $(3) rồi chạy lại."; exit 1; fi; \
	root=""; if [ "$$(id -u)" != 0 ]; then \
	  command -v sudo >/dev/null || { echo "Còn thiếu:$$missing. Nhờ người quản trị chạy: apt-get install$$missing"; exit 1; }; root=sudo; fi; \
	echo "== Cài các gói Debian còn thiếu, có thể mất vài phút:$$missing =="; \
	{ $$root apt-get update -qq && \
	  $$root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing >/dev/null; } || { \
	  echo "Chưa cài được các gói trên: cần mạng và quyền quản trị (sudo). Có mạng thì chạy lại, hoặc nhờ người quản trị chạy: apt-get install$$missing"; exit 1; }; \
	for server in $(4); do case "$$missing " in *" $$server "*) \
	  if [ -d /run/systemd/system ]; then \
	    beside=""; [ $$server = rabbitmq-server ] && beside="epmd.socket epmd.service"; \
	    $$root systemctl disable -q --now $$server $$beside; \
	  else $$root service $$server stop >/dev/null 2>&1 || true; fi;; esac; done
endef

.venv/ready: requirements.txt
	@[ -n "$(PYTHON)" ] && $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Cần Python 3.11 trở lên."; exit 1; }
	@echo "== Tạo .venv và cài requirements.txt, có thể mất vài phút =="
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear .venv
	@set -o pipefail; \
	$(BIN)/python -m pip install --disable-pip-version-check --progress-bar off -r requirements.txt | $(progress) || { \
	  echo "Chưa cài được các thư viện: lần đầu cần mạng. Có mạng thì chạy lại."; exit 1; }
	@touch $@

# pip says a line for every step; minutes of silence would look like a standstill
define progress
{ all=$$(grep -c '^[^#]*==' requirements.txt); got=0; while read -r word rest; do case "$$word" in \
	  Collecting) got=$$((got + 1)); (( got % 20 == 0 )) && echo "   đã tải $$got trên $$all thư viện";; \
	  Installing) echo "   đang cài $$all thư viện";; esac; done; true; }
endef
