"""Every component renders, says how it is used, and asks nothing the security policy forbids."""

import re
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.template import Context, Template
from django_cotton.compiler_regex import CottonCompiler

from chungtay.kit.demo import forms

PARTS = sorted(path.stem for path in (settings.PACKAGE / settings.COTTON_DIR).glob("*.html"))
TEMPLATES = sorted(settings.PACKAGE.rglob("*.html"))
SPRITE = (settings.PACKAGE / "kit/static/kit/icons.svg").read_text(encoding="utf-8")
ICONS = set(re.findall(r'<symbol id="([\w-]+)"', SPRITE))
COMMENT = re.compile(r"{%\s*comment\s*%}.*?{%\s*endcomment\s*%}", re.S)


def own(path):
    return str(path.relative_to(settings.ROOT))


def written(source: str, **context) -> str:
    return Template(CottonCompiler().process(source)).render(Context(context))


@pytest.mark.parametrize("name", PARTS)
def test_a_part_says_how_it_is_used_and_stands_in_the_gallery(name):
    text = (settings.PACKAGE / settings.COTTON_DIR / f"{name}.html").read_text(encoding="utf-8")
    tag = f"<c-{name.replace('_', '-')}"
    assert tag in COMMENT.search(text).group()
    users = (settings.PACKAGE / "kit/pages").rglob("*.html")
    assert any(tag + " " in COMMENT.sub("", u.read_text(encoding="utf-8")) for u in users)


@pytest.mark.parametrize("name", PARTS)
def test_a_part_bears_missing_attributes(name):
    attributes = {
        "chart": ':chart="none"',
        "field": ':field="field"',
        "meter": ':share="0"',
        "rings": ':map="map"',
    }
    field = forms.SampleForm()["where"]
    source = f"<c-{name.replace('_', '-')} {attributes.get(name, '')}></c-{name.replace('_', '-')}>"
    empty = SimpleNamespace(width=320, height=250, middle=(160, 125), circles=[], marks=[])
    assert "{" not in written(source, field=field, map=empty, none=None)


@pytest.mark.parametrize("path", TEMPLATES, ids=own)
def test_no_template_asks_what_the_security_policy_forbids(path):
    text = COMMENT.sub("", path.read_text(encoding="utf-8"))
    assert not re.search(r"<[^>]*\sstyle\s*=", text), "style attribute"
    assert not re.search(r"<style\b", text), "style element"
    assert not re.search(r"<script(?![^>]*\ssrc=)", text), "inline script"
    assert not re.search(r"<[^>]*\son[a-z]+\s*=", text), "handler attribute"
    assert "javascript:" not in text


def test_every_icon_named_in_a_page_is_in_the_sprite():
    named = {
        (own(path), name)
        for path in TEMPLATES
        for name in re.findall(
            r'(?:<c-icon[^>]*?\sname|\sicon)="([a-z][\w-]*)"', path.read_text(encoding="utf-8")
        )
    }
    assert {pair for pair in named if pair[1] not in ICONS} == set()


def test_every_icon_of_the_gallery_and_the_rail_is_in_the_sprite():
    named = set()
    for path in (settings.PACKAGE / "kit/demo/samples.py", settings.PACKAGE / "site/frame.py"):
        named |= set(re.findall(r'"icon": "([\w-]+)"', path.read_text(encoding="utf-8")))
    assert named - ICONS == set()


def test_time_left_is_a_pie_and_lateness_an_exclamation_mark():
    soon = written('<c-clock words="còn 18 phút" tone="soon" :fraction="0.15" />')
    late = written('<c-clock words="quá 25 phút" tone="late" :fraction="0" />')
    assert 'stroke-dasharray="15 100"' in soon and "còn 18 phút" in soon
    assert "stroke-dasharray" not in late and 'class="clock late"' in late and "<path" in late


def test_a_clock_of_the_kit_is_taken_as_it_is():
    clock = SimpleNamespace(words="còn 2 giờ", tone="crit", fraction=0.5)
    assert 'class="clock crit"' in written('<c-clock :clock="clock" />', clock=clock)


def test_nothing_recorded_is_never_zero():
    missing = written('<c-figure missing label="phiếu" />')
    assert "chưa ghi" in missing and "0" not in missing
    assert '<span class="n">0</span>' in written('<c-figure number="0" label="ca trực bỏ trống" />')


def test_a_field_ties_its_hint_and_error_to_the_box():
    faulty = forms.faulty()
    box = written('<c-field :field="field" />', field=faulty["word"])
    assert 'aria-describedby="id_word-h id_word-e"' in box
    assert 'aria-invalid="true"' in box and 'id="id_word-e"' in box and 'id="id_word-h"' in box
    assert '<label for="id_word">' in box and "(không bắt buộc)" in box


def test_picks_are_a_group_with_a_name_and_their_small_line():
    group = written('<c-field :field="field" across="three" />', field=forms.faulty()["component"])
    assert "<fieldset" in group and "<legend>Cần loại nào?" in group
    assert "<small>gạn tách, khoảng 90 phút</small>" in group
    assert group.count('type="radio"') == 3


def test_the_error_summary_leads_to_each_faulty_field():
    summary = written('<c-errors :form="form" />', form=forms.faulty())
    assert "Còn 3 chỗ cần sửa" in summary
    for target in ("#id_group_0", "#id_hour", "#id_word"):
        assert f'href="{target}"' in summary
    assert written('<c-errors :form="form" />', form=forms.SampleForm()).strip() == ""


def test_what_a_person_wrote_cannot_become_markup():
    nasty = '<img src=x onerror="alert(1)">"'
    tiles = [{"text": nasty, "url": "#", "words": nasty}]
    for source in (
        '<c-person :name="x" :meta="x" :state="x" />',
        '<c-empty :say="x" />',
        '<c-suggestion :text="x" into="a" />',
        '<c-heading heading="{{ x }}" />',
        "<c-toast>{{ x }}</c-toast>",
        '<c-tiles :name="x" :tiles="tiles" />',
    ):
        assert "<img src=x" not in written(source, x=nasty, tiles=tiles)


def test_parts_do_not_see_the_page_around_them():
    assert "bí mật" not in written("<c-heading />", heading="bí mật", lead="bí mật")
