"""Who keeps which beat and which post, when, and who stands in.

A *beat* is a part of a ward with one named keeper through time; a *watch* is a post to keep (the
desk, a checkpoint) with *shifts*. An officer may be *absent*; a *cover* lets another stand in for a
stretch of a shift or of a beat. Nobody is in two places at once, nobody stands in for two at once,
and rest between turns is kept: the database and the verbs see to it.

Verbs: open and close a beat or a watch, give and take back a beat, put on, move and take off a
shift, copy a week, be absent and come back, cover and end a cover. `keeping` says who answers for
what, `coverage` where nobody does, of which the commander is told (`tasks`). No page says why
somebody is absent.
"""
