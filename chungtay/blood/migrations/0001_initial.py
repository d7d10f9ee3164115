import chungtay.kit.plane
import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('donors', '0002_askable'),
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
            name='ListedNumber',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('phone', models.CharField(max_length=20)),
                ('source', models.CharField(max_length=200)),
                ('ended_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('hospital', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                ('listed_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_in', None)), fields=('hospital',), name='listed_number_one_at_a_time'), models.CheckConstraint(condition=models.Q(models.Q(('phone', ''), _negated=True), models.Q(('source', ''), _negated=True)), name='listed_number_has_its_source')],
            },
        ),
        migrations.CreateModel(
            name='ResponseModel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('names', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20))),
                ('weights', django.contrib.postgres.fields.ArrayField(base_field=models.FloatField())),
                ('sure', django.contrib.postgres.fields.ArrayField(base_field=models.FloatField())),
                ('median', models.FloatField()),
                ('spread', models.FloatField()),
                ('reach', models.FloatField()),
                ('rows', models.PositiveIntegerField()),
                ('answers', models.PositiveIntegerField()),
                ('fitted_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.CheckConstraint(condition=models.Q(('names__len', models.F('weights__len')), ('names__len__gt', 0), ('sure__len', models.F('weights__len'))), name='response_model_whole'), models.CheckConstraint(condition=models.Q(('median__gt', 0), ('spread__gt', 0), ('reach__range', (0, 1))), name='response_model_times'), models.CheckConstraint(condition=models.Q(('answers__lte', models.F('rows'))), name='response_model_answers')],
            },
        ),
        migrations.CreateModel(
            name='Allowance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField()),
                ('allowed_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('hospital', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('call', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='blood.call')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='CallClosure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(choices=[('filled', 'đủ máu'), ('stopped', 'bệnh viện báo thôi'), ('expired', 'hết giờ'), ('false', 'xem lại thấy không đúng')], max_length=8)),
                ('call', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='blood.call')),
                ('closed_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.CheckConstraint(condition=models.Q(('reason__in', ['filled', 'stopped', 'expired', 'false'])), name='closure_reason_known')],
            },
        ),
        migrations.CreateModel(
            name='CalledBack',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('call', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='blood.call')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('number', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='blood.listednumber')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='Turn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('to', models.CharField(choices=[('telephone', 'gọi điện'), ('neighbours', 'các phường, xã lân cận'), ('province', 'cả tỉnh, thành phố')], max_length=10)),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='blood.call')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('turned_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('call', 'to'), name='turn_once'), models.CheckConstraint(condition=models.Q(('to__in', ['telephone', 'neighbours', 'province'])), name='turn_to_known')],
            },
        ),
        migrations.CreateModel(
            name='Wave',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('needed', models.PositiveSmallIntegerField()),
                ('pending', models.PositiveSmallIntegerField()),
                ('alpha', models.FloatField()),
                ('before', models.FloatField(null=True)),
                ('after', models.FloatField(null=True)),
                ('found', models.PositiveSmallIntegerField()),
                ('expected', models.FloatField(null=True)),
                ('asked_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='blood.call')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('call', 'number'), name='wave_numbered_once'), models.CheckConstraint(condition=models.Q(('alpha__range', (0, 1)), ('before__range', (0, 1)), ('after__range', (0, 1))), name='wave_chances'), models.CheckConstraint(condition=models.Q(('expected__gte', 0), ('expected__lte', models.F('found'))), name='wave_expected_no_more_than_found'), models.CheckConstraint(condition=models.Q(('found', 0), ('found__gte', 5), models.Q(('after', None), ('expected', None)), _connector='OR'), name='wave_of_few_tells_of_nobody'), models.CheckConstraint(condition=models.Q(('pending', 0), ('pending__gte', 5), ('before', None), _connector='OR'), name='wave_after_few_tells_of_nobody')],
            },
        ),
        migrations.CreateModel(
            name='Ask',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('distance_km', models.FloatField()),
                ('actor', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.actor')),
                ('asked_in', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('donor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='donors.donor')),
                ('place', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('call', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='blood.call')),
                ('wave', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='blood.wave')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('call', 'donor'), name='ask_once_for_a_call')],
            },
        ),
        migrations.CreateModel(
            name='Given',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('told_by', models.CharField(blank=True, max_length=80)),
                ('ask', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='blood.ask')),
                ('gift', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='donors.gift')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('taken_back_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(condition=models.Q(('taken_back_in', None)), fields=('ask',), name='given_once_for_an_ask')],
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
                ('expires_at', models.DateTimeField(null=True)),
                ('freed_as', models.CharField(blank=True, choices=[('left', 'báo không đến được'), ('expired', 'quá 15 phút chưa báo giờ đến'), ('missed', 'không tới'), ('moved', 'từ dự bị thành người đến'), ('recalled', 'không rời việc được'), ('ended', 'lời gọi khép lại')], max_length=8)),
                ('ask', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='blood.ask')),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='blood.call')),
                ('freed_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('taken_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(condition=models.Q(('expires_at__isnull', False), ('freed_in', None)), fields=['expires_at'], name='seat_expiring')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('freed_in', None)), fields=('call', 'number'), name='seat_held_by_one'), models.UniqueConstraint(condition=models.Q(('freed_in', None)), fields=('ask',), name='seat_one_for_an_ask'), models.CheckConstraint(condition=models.Q(('number__range', (1, 21))), name='seat_number_sane'), models.CheckConstraint(condition=models.Q(models.Q(('freed_as', ''), ('freed_in', None)), models.Q(('freed_as__in', ['left', 'expired', 'missed', 'moved', 'recalled', 'ended']), ('freed_in__isnull', False)), _connector='OR'), name='seat_freed_says_why')],
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
        migrations.CreateModel(
            name='Arrival',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('minutes', models.PositiveSmallIntegerField()),
                ('arrives_at', models.DateTimeField()),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('said_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('ask', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='blood.ask')),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='blood.call')),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='blood.seat')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
    ]
