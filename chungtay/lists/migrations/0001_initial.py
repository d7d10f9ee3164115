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
            name='Intake',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('club', models.CharField(max_length=120)),
                ('file_name', models.CharField(max_length=200)),
                ('digest', models.CharField(max_length=64)),
                ('columns', models.JSONField(help_text='Headings of the file, as they stood.')),
                ('rows', models.PositiveIntegerField()),
                ('means', models.CharField(blank=True, choices=[('form', 'giấy ký'), ('zalo', 'Zalo'), ('spoken', 'lời nói, có người ghi')], max_length=8)),
                ('source', models.CharField(blank=True, max_length=12)),
                ('brought_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('taken_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
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
                ('number', models.PositiveIntegerField(help_text='Row of the file, as the person sees it.')),
                ('cells', models.JSONField(default=list)),
                ('read', models.JSONField(null=True)),
                ('reasons', models.JSONField(default=list)),
                ('outcome', models.CharField(choices=[('ready', 'nhập được'), ('new', 'người mới'), ('updated', 'có điều mới hơn'), ('known', 'đã có, không đổi'), ('faulty', 'cần sửa')], max_length=8)),
                ('intake', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='lists.intake')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.AddConstraint(
            model_name='intake',
            constraint=models.UniqueConstraint(fields=('place', 'digest'), name='intake_file_once'),
        ),
        migrations.AddConstraint(
            model_name='intake',
            constraint=models.CheckConstraint(condition=models.Q(('taken_in', None), models.Q(models.Q(('means', ''), _negated=True), models.Q(('source', ''), _negated=True)), _connector='OR'), name='intake_states_consent_and_source', violation_error_message='Ghi rõ mọi người đồng ý bằng cách nào.'),
        ),
        migrations.AddIndex(
            model_name='intakerow',
            index=models.Index(fields=['intake', 'outcome'], name='intake_row_outcome'),
        ),
        migrations.AddConstraint(
            model_name='intakerow',
            constraint=models.UniqueConstraint(fields=('intake', 'number'), name='intake_row_once'),
        ),
        migrations.AddConstraint(
            model_name='intakerow',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__in', ['ready', 'new', 'updated', 'known', 'faulty'])), name='intake_row_outcome_known'),
        ),
        migrations.AddConstraint(
            model_name='intakerow',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'faulty'), _negated=True), models.Q(('reasons', []), _negated=True), _connector='OR'), name='intake_fault_has_its_reason'),
        ),
    ]
