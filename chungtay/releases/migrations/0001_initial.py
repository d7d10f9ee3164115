import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '__first__'),
        ('blood', '0002_given'),
        ('donors', '0001_initial'),
        ('journal', '0001_initial'),
        ('places', '0001_initial'),
        ('rosters', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Serving',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('said_at', models.DateTimeField()),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('confirmed_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('donor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='donors.donor')),
                ('ended_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('said_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_in', None)), fields=('account',), name='serving_one_of_an_account'), models.UniqueConstraint(condition=models.Q(('confirmed_in__isnull', False), ('ended_in', None)), fields=('donor',), name='serving_one_of_a_donor'), models.CheckConstraint(condition=models.Q(('donor__isnull', False), ('ended_in__isnull', False), _connector='OR'), name='serving_donor')],
            },
        ),
        migrations.CreateModel(
            name='Release',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('begun_at', models.DateTimeField()),
                ('left_at', models.DateTimeField(null=True)),
                ('ending', models.CharField(blank=True, choices=[('gave', 'đã hiến'), ('withdrew', 'không đến được nữa'), ('doctor', 'bác sĩ hẹn dịp khác'), ('declined', 'không rời ca được'), ('silent', 'chưa hỏi bác sĩ'), ('late', 'quá giờ cần máu'), ('closed', 'lời gọi đã khép'), ('free', 'không còn ca trực')], max_length=10)),
                ('account', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ask', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='blood.ask')),
                ('begun_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='blood.call')),
                ('ended_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('serving', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='releases.serving')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(condition=models.Q(('ended_in', None)), fields=['place'], name='release_running')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_in', None)), fields=('ask',), name='release_one_for_an_ask'), models.UniqueConstraint(condition=models.Q(('ended_in', None)), fields=('account',), name='release_one_for_an_account'), models.CheckConstraint(condition=models.Q(models.Q(('ended_in', None), ('ending', '')), models.Q(('ended_in__isnull', False), ('ending__in', ['gave', 'withdrew', 'doctor', 'declined', 'silent', 'late', 'closed', 'free'])), _connector='OR'), name='release_ending_has_its_entry'), models.CheckConstraint(condition=models.Q(('account__isnull', False), ('ended_in__isnull', False), _connector='OR'), name='release_account')],
            },
        ),
        migrations.CreateModel(
            name='Leave',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_at', models.DateTimeField()),
                ('escalates_at', models.DateTimeField()),
                ('granted', models.BooleanField(null=True)),
                ('starts_at', models.DateTimeField(null=True)),
                ('ends_at', models.DateTimeField(null=True)),
                ('decided_at', models.DateTimeField(null=True)),
                ('asked_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('decided_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('escalated_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('stand_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('uncovered_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('release', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='releases.release')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_in', None), ('ends_at', None), ('granted', None), ('stand_in', None), ('starts_at', None)), models.Q(('decided_at__isnull', False), ('decided_in__isnull', False), ('ends_at', None), ('granted', False), ('stand_in', None), ('starts_at', None)), models.Q(('decided_at__isnull', False), ('decided_in__isnull', False), ('ends_at__gt', models.F('starts_at')), ('granted', True), ('stand_in__isnull', False)), _connector='OR'), name='leave_granted_with_a_stand_in'), models.CheckConstraint(condition=models.Q(('escalates_at__gte', models.F('asked_at'))), name='leave_escalates_after_asking')],
            },
        ),
        migrations.CreateModel(
            name='Covering',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cover', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='rosters.cover')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('release', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='releases.release')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='Clearance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(blank=True, max_length=60)),
                ('asked_at', models.DateTimeField()),
                ('result', models.CharField(blank=True, choices=[('may', 'có thể đến khám'), ('not_today', 'hôm nay chưa được')], max_length=10)),
                ('until', models.DateField(null=True)),
                ('doctor', models.CharField(blank=True, max_length=80)),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('ask', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='blood.ask')),
                ('asked_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('release', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='releases.release')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(condition=models.Q(('answered_in', None)), fields=['place'], name='clearance_waiting')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('answered_at', None), ('answered_in', None), ('doctor', ''), ('result', ''), ('until', None)), models.Q(('answered_at__isnull', False), ('answered_in__isnull', False), ('result', 'may'), ('until', None)), models.Q(('answered_at__isnull', False), ('answered_in__isnull', False), ('result', 'not_today')), _connector='OR'), name='clearance_answer_has_its_entry')],
            },
        ),
        migrations.CreateModel(
            name='Told',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('actor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.actor')),
                ('leave', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='releases.leave')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('told_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('leave', 'account'), name='told_once_of_a_leave')],
            },
        ),
    ]
