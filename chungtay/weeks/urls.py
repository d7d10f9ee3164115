from django.urls import path

from chungtay.weeks.views import absences, beats, bringing, covers, own, shifts, watches, weeks

app_name = "weeks"
BEAT, SHIFT, AWAY = "dia-ban/<int:beat_id>/", "ca/<int:shift_id>/", "vang/<int:absence_id>/"
urlpatterns = [
    path("", weeks.index, name="week"),
    path("in/", weeks.printed, name="printed"),
    path("tai-ve/", weeks.book, name="workbook"),
    path("chep/", weeks.copy, name="copy_week"),
    path("nhap/", bringing.bring, name="bring"),
    path("quan-so/", weeks.count, name="staffing"),
    path("ca/moi/", shifts.put_on, name="put_on"),
    path(SHIFT, shifts.shift, name="shift"),
    path(SHIFT + "sua/", shifts.move, name="move_shift"),
    path(SHIFT + "bo/", shifts.take_off, name="take_off"),
    path(SHIFT + "nguoi-thay/", covers.cover_shift, name="cover_shift"),
    path(BEAT + "nguoi-thay/", covers.cover_beat, name="cover_beat"),
    path("nguoi-thay/<int:cover_id>/thoi/", covers.end_cover, name="end_cover"),
    path("dia-ban/", beats.beats, name="beats"),
    path("dia-ban/moi/", beats.open_, name="open_beat"),
    path(BEAT, beats.beat, name="beat"),
    path(BEAT + "to/", beats.lay_out, name="lay_out"),
    path(BEAT + "giao/", beats.give, name="give_beat"),
    path(BEAT + "thoi-giao/", beats.take_back, name="take_back_beat"),
    path(BEAT + "thoi/", beats.close, name="close_beat"),
    path("cho-truc/", watches.watches, name="watches"),
    path("cho-truc/moi/", watches.open_, name="open_watch"),
    path("cho-truc/<int:watch_id>/thoi/", watches.close, name="close_watch"),
    path("so-truc-ban/", watches.number, name="duty_number"),
    path("cua-toi/", own.mine, name="mine"),
    path("cua-toi/lich/", own.calendar, name="calendar"),
    path("cua-toi/lich/thoi/", own.end_calendar, name="end_calendar"),
    path("lich/<str:token>.ics", own.feed, name="feed"),
    path("nguoi/<int:account_id>/", own.officer, name="officer"),
    path("vang/moi/", absences.mark, name="mark_absent"),
    path(AWAY + "sua/", absences.correct, name="correct_absence"),
    path(AWAY + "ve/", absences.end, name="end_absence"),
    path(AWAY + "bo/", absences.take_back, name="take_back_absence"),
]
