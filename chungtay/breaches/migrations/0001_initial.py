import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('journal', '0001_initial'),
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Breach',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('detected_at', models.DateTimeField()),
                ('notify_by', models.DateTimeField()),
                ('kinds', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('basic', 'dữ liệu cơ bản: tên, số điện thoại, nơi ở'), ('health', 'sức khỏe, nhóm máu'), ('location', 'vị trí của người'), ('biometric', 'sinh trắc học'), ('account', 'tài khoản, mật khẩu'), ('child', 'dữ liệu của trẻ em'), ('other', 'dữ liệu nhạy cảm khác')], max_length=12))),
                ('persons', models.PositiveIntegerField(null=True)),
                ('what', models.TextField(max_length=1000)),
                ('measures', models.TextField(blank=True, max_length=1000)),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('reported_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['place', '-detected_at'], name='breach_place')],
                'constraints': [models.CheckConstraint(condition=models.Q(('notify_by__gt', models.F('detected_at'))), name='breach_clock_runs'), models.CheckConstraint(condition=models.Q(('kinds__len__gt', 0), models.Q(('what', ''), _negated=True)), name='breach_says_what')],
            },
        ),
        migrations.CreateModel(
            name='BreachClosure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outcome', models.CharField(max_length=500)),
                ('keep_until', models.DateField()),
                ('breach', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='closure', to='breaches.breach')),
                ('closed_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.CheckConstraint(condition=models.Q(('outcome', ''), _negated=True), name='breach_ends_in_words')],
            },
        ),
        migrations.CreateModel(
            name='BreachNotice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('to', models.CharField(choices=[('authority', 'cơ quan chuyên trách bảo vệ dữ liệu cá nhân'), ('people', 'những người có dữ liệu')], max_length=10)),
                ('told_at', models.DateTimeField()),
                ('means', models.CharField(max_length=120)),
                ('late_reason', models.CharField(blank=True, max_length=300)),
                ('breach', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='breaches.breach')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('told_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('breach', 'to'), name='breach_notice_once'), models.CheckConstraint(condition=models.Q(('to__in', ['authority', 'people']), models.Q(('means', ''), _negated=True)), name='breach_notice_says_how')],
            },
        ),
    ]
