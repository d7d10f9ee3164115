import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0001_initial'),
        ('inbox', '0001_initial'),
        ('journal', '0001_initial'),
        ('people', '0001_initial'),
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=1500)),
                ('purpose', models.CharField(choices=[('ask', 'hỏi bà con'), ('help', 'nhờ góp sức'), ('tell', 'báo cho bà con biết')], max_length=8)),
                ('code', models.CharField(max_length=13, unique=True)),
                ('written_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('written_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['place', '-id'], name='notice_place')],
                'constraints': [models.CheckConstraint(condition=models.Q(('purpose__in', ['ask', 'help', 'tell'])), name='notice_purpose_known'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='notice_says_something'), models.CheckConstraint(condition=models.Q(('code__regex', '^[2-9a-z]{13}$')), name='notice_code_is_long_enough'), models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('written_at'))), name='notice_lasts_a_while'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('ended_in', None)), models.Q(('ended_at__gte', models.F('written_at')), ('ended_in__isnull', False)), _connector='OR'), name='notice_end_has_its_entry')],
            },
        ),
        migrations.CreateModel(
            name='PrivateGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('lo', models.DecimalField(decimal_places=3, max_digits=18, null=True)),
                ('hi', models.DecimalField(decimal_places=3, max_digits=18, null=True)),
                ('word', models.CharField(blank=True, max_length=16)),
                ('name', models.CharField(max_length=120)),
                ('folded', models.CharField(max_length=120)),
                ('run_by', models.CharField(max_length=120)),
                ('counted_on', models.DateField()),
                ('added_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('closed_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(condition=models.Q(('closed_in', None)), fields=('place', 'folded'), name='group_named_once'), models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('run_by', ''), _negated=True)), name='group_is_told'), models.CheckConstraint(condition=models.Q(('lo', None), ('hi', None), ('hi__gte', models.F('lo')), _connector='OR'), name='group_bounds_in_order')],
            },
        ),
        migrations.CreateModel(
            name='ReportLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('given_at', models.DateTimeField()),
                ('misread', models.PositiveSmallIntegerField(default=0)),
                ('actor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.actor')),
                ('ended_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('given_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('link', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.link')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_in', None)), fields=('person',), name='report_link_once')],
            },
        ),
        migrations.CreateModel(
            name='Posting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('lo', models.DecimalField(decimal_places=3, max_digits=18, null=True)),
                ('hi', models.DecimalField(decimal_places=3, max_digits=18, null=True)),
                ('word', models.CharField(blank=True, max_length=16)),
                ('posted_at', models.DateTimeField()),
                ('notice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.notice')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('posted_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('taken_back_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.privategroup')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(condition=models.Q(('taken_back_in', None)), fields=('notice', 'group'), name='posted_once'), models.CheckConstraint(condition=models.Q(('lo', None), ('hi', None), ('hi__gte', models.F('lo')), _connector='OR'), name='posting_bounds_in_order')],
            },
        ),
        migrations.CreateModel(
            name='Arrival',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('way', models.CharField(choices=[('answer', 'trả lời qua đường dẫn'), ('pasted', 'chép lại từ nhóm'), ('forwarded', 'tin được chuyển'), ('report', 'báo tin bằng đường dẫn riêng')], max_length=10)),
                ('arrived_at', models.DateTimeField()),
                ('mark', models.CharField(blank=True, max_length=32)),
                ('origin', models.CharField(blank=True, max_length=20)),
                ('arrived_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('letter', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inbox.letter')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('notice', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.notice')),
                ('group', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.privategroup')),
                ('report_link', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.reportlink')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['notice', '-arrived_at'], name='arrival_notice'), models.Index(condition=models.Q(('mark', ''), _negated=True), fields=['group', 'mark'], name='arrival_mark'), models.Index(condition=models.Q(('origin', ''), _negated=True), fields=['origin', 'arrived_at'], name='arrival_origin'), models.Index(fields=['report_link', '-arrived_at'], name='arrival_report')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('group', None), ('notice__isnull', False), ('report_link', None), ('way', 'answer')), models.Q(('group__isnull', False), ('report_link', None), ('way', 'pasted')), models.Q(('group', None), ('notice', None), ('report_link', None), ('way', 'forwarded')), models.Q(('group', None), ('notice', None), ('report_link__isnull', False), ('way', 'report')), _connector='OR'), name='arrival_names_its_way')],
            },
        ),
    ]
