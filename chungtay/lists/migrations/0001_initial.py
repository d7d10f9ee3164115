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
            name='Intake',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('keeper', models.CharField(max_length=120)),
                ('file_name', models.CharField(max_length=200)),
                ('digest', models.CharField(max_length=64)),
                ('columns', models.JSONField(default=list, help_text='Headings of the file, as they stood.')),
                ('rows', models.PositiveIntegerField(null=True)),
                ('passed', models.PositiveIntegerField(default=0)),
                ('trouble', models.CharField(blank=True, max_length=300)),
                ('means', models.CharField(blank=True, choices=[('form', 'giấy ký'), ('zalo', 'Zalo'), ('spoken', 'lời nói, có người ghi'), ('web', 'trang của phường')], max_length=8)),
                ('source', models.CharField(blank=True, max_length=12)),
                ('finished_at', models.DateTimeField(null=True)),
                ('cleared_at', models.DateTimeField(null=True)),
                ('brought_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('given_up', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('mapped_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('taken_back', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('taken_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['place', 'kind', '-id'], name='intake_place_kind')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('given_up', None), ('taken_back', None)), fields=('place', 'kind', 'digest'), name='intake_file_once'), models.CheckConstraint(condition=models.Q(('taken_in', None), ('kind', 'people.residents'), models.Q(models.Q(('means', ''), _negated=True), models.Q(('source', ''), _negated=True)), _connector='OR'), name='intake_states_consent_and_source', violation_error_message='Ghi rõ mọi người đồng ý bằng cách nào.'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'people.residents'), _negated=True), models.Q(('means', ''), ('source', '')), _connector='OR'), name='intake_of_residents_gives_no_consent'), models.CheckConstraint(condition=models.Q(('taken_back', None), ('taken_in__isnull', False), _connector='OR'), name='intake_taken_back_was_taken_in'), models.CheckConstraint(condition=models.Q(('given_up', None), ('taken_in', None), _connector='OR'), name='intake_given_up_was_not_taken_in')],
            },
        ),
        migrations.CreateModel(
            name='Choice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('keeper', models.CharField(help_text='Folded.', max_length=120)),
                ('headings', models.CharField(max_length=64)),
                ('chosen', models.JSONField()),
                ('chosen_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('place', 'kind', 'keeper', 'headings'), name='choice_remembered_once')],
            },
        ),
        migrations.CreateModel(
            name='IntakeFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content', models.BinaryField()),
                ('outline', models.JSONField(default=list)),
                ('sheets', models.JSONField(default=list, help_text='Numbers of the sheets chosen.')),
                ('chosen', models.JSONField(default=dict, help_text='Heading → column.')),
                ('intake', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='lists.intake')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='IntakeRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sheet', models.PositiveSmallIntegerField(default=0)),
                ('number', models.PositiveIntegerField(help_text='Row of the file, as the person sees it.')),
                ('cells', models.JSONField(default=list)),
                ('read', models.JSONField(null=True)),
                ('reasons', models.JSONField(default=list)),
                ('outcome', models.CharField(choices=[('ready', 'nhập được'), ('new', 'người mới'), ('updated', 'có điều mới hơn'), ('known', 'đã có, không đổi'), ('faulty', 'cần sửa'), ('doubtful', 'giống người đã có')], max_length=8)),
                ('foreseen', models.CharField(blank=True, choices=[('ready', 'nhập được'), ('new', 'người mới'), ('updated', 'có điều mới hơn'), ('known', 'đã có, không đổi'), ('faulty', 'cần sửa'), ('doubtful', 'giống người đã có')], max_length=8)),
                ('home', models.PositiveIntegerField(null=True)),
                ('mark', models.CharField(blank=True, db_collation='C', max_length=32)),
                ('before', models.JSONField(null=True)),
                ('intake', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='lists.intake')),
                ('person', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['intake', 'outcome'], name='intake_row_outcome'), models.Index(condition=models.Q(('home__isnull', False)), fields=['intake', 'home'], name='intake_row_home'), models.Index(condition=models.Q(('person__isnull', False)), fields=['mark'], name='intake_row_mark'), models.Index(condition=models.Q(('person__isnull', False)), fields=['person'], name='intake_row_person')],
                'constraints': [models.UniqueConstraint(fields=('intake', 'sheet', 'number'), name='intake_row_once'), models.CheckConstraint(condition=models.Q(('outcome__in', ['ready', 'new', 'updated', 'known', 'faulty', 'doubtful'])), name='intake_row_outcome_known'), models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'faulty'), _negated=True), models.Q(('reasons', []), _negated=True), _connector='OR'), name='intake_fault_has_its_reason')],
            },
        ),
    ]
