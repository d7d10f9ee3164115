import chungtay.kit.plane
import datetime
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('journal', '0001_initial'),
        ('people', '0001_initial'),
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Call',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('component', models.CharField(choices=[('whole', 'máu toàn phần'), ('platelets', 'tiểu cầu'), ('plasma', 'huyết tương')], max_length=10)),
                ('group', models.PositiveSmallIntegerField(choices=[(0, 'O−'), (1, 'A−'), (2, 'B−'), (3, 'AB−'), (4, 'O+'), (5, 'A+'), (6, 'B+'), (7, 'AB+')], null=True)),
                ('substitute', models.PositiveSmallIntegerField(choices=[(0, 'O−'), (1, 'A−'), (2, 'B−'), (3, 'AB−'), (4, 'O+'), (5, 'A+'), (6, 'B+'), (7, 'AB+')], null=True)),
                ('units', models.PositiveSmallIntegerField()),
                ('where', models.CharField(max_length=120)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('confirmed_by', models.CharField(max_length=80)),
                ('deadline', models.DateTimeField()),
                ('urgency', models.CharField(choices=[('critical', 'nguy kịch'), ('today', 'trong ngày'), ('planned', 'theo lịch')], max_length=8)),
                ('loc', chungtay.kit.plane.PointField()),
                ('opened_at', models.DateTimeField()),
                ('hospital', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                ('opened_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['place', '-opened_at'], name='call_place_opened')],
                'constraints': [models.CheckConstraint(condition=models.Q(('component__in', ['whole', 'platelets', 'plasma'])), name='call_component_known'), models.CheckConstraint(condition=models.Q(models.Q(('group__range', (0, 7)), ('substitute', None)), models.Q(('group', None), ('substitute__range', (0, 7))), _connector='OR'), name='call_group_or_substitute', violation_error_message='Chọn nhóm máu, hoặc chọn “Chưa biết”.'), models.CheckConstraint(condition=models.Q(('units__range', (1, 20))), name='call_units'), models.CheckConstraint(condition=models.Q(('urgency__in', ['critical', 'today', 'planned'])), name='call_urgency_known'), models.CheckConstraint(condition=models.Q(('deadline__gt', models.F('opened_at'))), name='call_deadline_after_opening', violation_error_message='Giờ cần máu phải sau lúc gọi.')],
            },
        ),
        migrations.CreateModel(
            name='Donor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('group', models.PositiveSmallIntegerField(choices=[(0, 'O−'), (1, 'A−'), (2, 'B−'), (3, 'AB−'), (4, 'O+'), (5, 'A+'), (6, 'B+'), (7, 'AB+')], null=True, verbose_name='nhóm máu')),
                ('source', models.CharField(choices=[('self', 'người hiến tự nói'), ('card', 'thẻ hiến máu'), ('lab', 'kết quả xét nghiệm')], max_length=4, verbose_name='nhóm máu theo')),
                ('loc', chungtay.kit.plane.PointField()),
                ('last_gift_on', models.DateField(null=True)),
                ('last_component', models.CharField(choices=[('whole', 'máu toàn phần'), ('platelets', 'tiểu cầu'), ('plasma', 'huyết tương')], max_length=10, null=True)),
                ('told_on', models.DateField(null=True)),
                ('told_component', models.CharField(choices=[('whole', 'máu toàn phần'), ('platelets', 'tiểu cầu'), ('plasma', 'huyết tương')], max_length=10, null=True)),
                ('next_whole_on', models.DateField(default=datetime.date(1900, 1, 1))),
                ('next_platelets_on', models.DateField(default=datetime.date(1900, 1, 1))),
                ('next_plasma_on', models.DateField(default=datetime.date(1900, 1, 1))),
                ('ask_until', models.DateField(null=True)),
                ('last_asked_at', models.DateTimeField(null=True)),
                ('actor', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.actor')),
                ('ended_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('registered_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [django.contrib.postgres.indexes.SpGistIndex(condition=models.Q(('ended_in', None), ('group', 0)), fields=['loc'], include=('next_whole_on', 'next_platelets_on', 'next_plasma_on', 'ask_until', 'last_asked_at', 'source', 'actor', 'id'), name='donor_near_o_neg'), django.contrib.postgres.indexes.SpGistIndex(condition=models.Q(('ended_in', None), ('group', 1)), fields=['loc'], include=('next_whole_on', 'next_platelets_on', 'next_plasma_on', 'ask_until', 'last_asked_at', 'source', 'actor', 'id'), name='donor_near_a_neg'), django.contrib.postgres.indexes.SpGistIndex(condition=models.Q(('ended_in', None), ('group', 2)), fields=['loc'], include=('next_whole_on', 'next_platelets_on', 'next_plasma_on', 'ask_until', 'last_asked_at', 'source', 'actor', 'id'), name='donor_near_b_neg'), django.contrib.postgres.indexes.SpGistIndex(condition=models.Q(('ended_in', None), ('group', 3)), fields=['loc'], include=('next_whole_on', 'next_platelets_on', 'next_plasma_on', 'ask_until', 'last_asked_at', 'source', 'actor', 'id'), name='donor_near_ab_neg'), django.contrib.postgres.indexes.SpGistIndex(condition=models.Q(('ended_in', None), ('group', 4)), fields=['loc'], include=('next_whole_on', 'next_platelets_on', 'next_plasma_on', 'ask_until', 'last_asked_at', 'source', 'actor', 'id'), name='donor_near_o_pos'), django.contrib.postgres.indexes.SpGistIndex(condition=models.Q(('ended_in', None), ('group', 5)), fields=['loc'], include=('next_whole_on', 'next_platelets_on', 'next_plasma_on', 'ask_until', 'last_asked_at', 'source', 'actor', 'id'), name='donor_near_a_pos'), django.contrib.postgres.indexes.SpGistIndex(condition=models.Q(('ended_in', None), ('group', 6)), fields=['loc'], include=('next_whole_on', 'next_platelets_on', 'next_plasma_on', 'ask_until', 'last_asked_at', 'source', 'actor', 'id'), name='donor_near_b_pos'), django.contrib.postgres.indexes.SpGistIndex(condition=models.Q(('ended_in', None), ('group', 7)), fields=['loc'], include=('next_whole_on', 'next_platelets_on', 'next_plasma_on', 'ask_until', 'last_asked_at', 'source', 'actor', 'id'), name='donor_near_ab_pos'), models.Index(fields=['place', 'group'], name='donor_place_group')],
                'constraints': [models.CheckConstraint(condition=models.Q(('group__range', (0, 7))), name='donor_group_known'), models.CheckConstraint(condition=models.Q(('ended_in', None), ('group', None), _negated=True), name='donor_group'), models.CheckConstraint(condition=models.Q(('source__in', ['self', 'card', 'lab'])), name='donor_source_known'), models.CheckConstraint(condition=models.Q(('last_component__in', ['whole', 'platelets', 'plasma']), ('last_component__isnull', True), _connector='OR'), name='donor_component_known'), models.CheckConstraint(condition=models.Q(('told_component__in', ['whole', 'platelets', 'plasma']), ('told_component__isnull', True), _connector='OR'), name='donor_told_component_known'), models.CheckConstraint(condition=models.Q(('last_component', None), ('last_gift_on__isnull', False), _connector='OR'), name='donor_component_of_a_gift')],
            },
        ),
        migrations.CreateModel(
            name='CallClosure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(choices=[('filled', 'đủ máu'), ('stopped', 'bệnh viện báo thôi'), ('expired', 'hết giờ')], max_length=8)),
                ('call', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='blood.call')),
                ('closed_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.CheckConstraint(condition=models.Q(('reason__in', ['filled', 'stopped', 'expired'])), name='closure_reason_known')],
            },
        ),
        migrations.CreateModel(
            name='Wave',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('places_open', models.PositiveSmallIntegerField()),
                ('wanted', models.PositiveSmallIntegerField()),
                ('found', models.PositiveSmallIntegerField()),
                ('asked_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='blood.call')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('call', 'number'), name='wave_numbered_once'), models.CheckConstraint(condition=models.Q(('found__lte', models.F('wanted'))), name='wave_found_no_more_than_wanted')],
            },
        ),
        migrations.CreateModel(
            name='Ask',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('distance_km', models.FloatField()),
                ('actor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.actor')),
                ('asked_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='blood.call')),
                ('donor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='blood.donor')),
                ('wave', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='blood.wave')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('call', 'donor'), name='ask_once_for_a_call')],
            },
        ),
        migrations.CreateModel(
            name='Gift',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('component', models.CharField(choices=[('whole', 'máu toàn phần'), ('platelets', 'tiểu cầu'), ('plasma', 'huyết tương')], max_length=10)),
                ('on', models.DateField()),
                ('kind', models.CharField(choices=[('opening', 'đã có trước khi ghi sổ'), ('confirmed', 'ghi tại chỗ')], max_length=10)),
                ('ask', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='blood.ask')),
                ('donor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='blood.donor')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('recorded_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('withdrawn_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.CheckConstraint(condition=models.Q(('component__in', ['whole', 'platelets', 'plasma'])), name='gift_component_known'), models.CheckConstraint(condition=models.Q(models.Q(('ask', None), ('kind', 'opening')), models.Q(('ask__isnull', False), ('kind', 'confirmed')), _connector='OR'), name='gift_confirmed_answers_a_call'), models.UniqueConstraint(condition=models.Q(('withdrawn_in', None)), fields=('donor', 'on'), name='gift_once_a_day'), models.UniqueConstraint(condition=models.Q(('withdrawn_in', None)), fields=('ask',), name='gift_once_for_an_ask')],
            },
        ),
        migrations.CreateModel(
            name='Reply',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answer', models.CharField(choices=[('coming', 'đến được'), ('not_today', 'hôm nay chưa được'), ('cannot_come', 'không đến được nữa'), ('stop', 'đừng hỏi nữa')], max_length=12)),
                ('ask', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='blood.ask')),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='blood.call')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('said_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.CheckConstraint(condition=models.Q(('answer__in', ['coming', 'not_today', 'cannot_come', 'stop'])), name='reply_answer_known')],
            },
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('ask', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='blood.ask')),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='blood.call')),
                ('freed_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('taken_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(condition=models.Q(('freed_in', None)), fields=('call', 'number'), name='seat_held_by_one'), models.UniqueConstraint(condition=models.Q(('freed_in', None)), fields=('ask',), name='seat_one_for_an_ask'), models.CheckConstraint(condition=models.Q(('number__range', (1, 21))), name='seat_number_sane')],
            },
        ),
        migrations.CreateModel(
            name='StandDown',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ask', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='blood.ask')),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='blood.call')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('told_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
    ]
