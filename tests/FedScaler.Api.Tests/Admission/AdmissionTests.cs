using FedScaler.Api.Schema;
using FedScaler.Api.Validation;
using Shouldly;
using Xunit;

namespace FedScaler.Api.Tests.Admission;

/// <summary>The table of good and bad specs, held against the validators in C# and against the CRDs.</summary>
public sealed class AdmissionTests
{
    public static TheoryData<string> Ids => [.. AdmissionTable.Rows.Select(row => row.Id)];

    [Theory, MemberData(nameof(Ids))]
    public void The_validators_say_what_the_table_says(string id)
    {
        var row = AdmissionTable.Rows.Single(one => one.Id == id);

        var errors = ApiAdmission.Validate(row.Resource, row.Object, row.Old);

        Compare(errors, row.Told, id);
    }

    [Fact]
    public async Task The_CRDs_say_what_the_table_says()
    {
        var answers = await ServerAdmission.AskAsync([.. AdmissionTable.Rows.Select(row => (row.Resource, row.Object, row.Old))], TestContext.Current.CancellationToken);

        var failures = new List<string>();
        foreach (var (row, errors) in AdmissionTable.Rows.Zip(answers))
        {
            try
            {
                Compare(errors, row.Verdict == Verdict.Refused ? row.Told : new Dictionary<string, string>(), row.Id);
            }
            catch (ShouldAssertException difference)
            {
                failures.Add(difference.Message);
            }
        }

        failures.ShouldBeEmpty();
    }

    [Fact]
    public void Every_rule_of_the_CRDs_is_broken_by_a_row()
    {
        var rules = CrdDescriptions.All.SelectMany(crd => CelRules.Of(CrdGenerator.Schema(crd.Resource)).Select(rule => $"{crd.Resource.Kind}: {rule.Message}"));
        var broken = AdmissionTable.Rows.Where(row => row.Verdict == Verdict.Refused)
            .SelectMany(row => ApiAdmission.Validate(row.Resource, row.Object, row.Old).Select(error => $"{row.Resource.Kind}: {error.Message}"));

        rules.Distinct().Except(broken).ShouldBeEmpty();
    }

    [Fact]
    public void The_rows_have_names_of_their_own_and_what_only_the_controller_knows_has_a_condition()
    {
        AdmissionTable.Rows.Select(row => row.Id).ShouldBeUnique();
        AdmissionTable.Rows.ShouldAllBe(row => row.Condition != null == (row.Verdict == Verdict.RunTimeOnly));
        AdmissionTable.Rows.Count.ShouldBeGreaterThan(300);
    }

    private static void Compare(IReadOnlyList<FieldError> errors, IReadOnlyDictionary<string, string> told, string row)
    {
        var said = string.Join(" | ", errors);
        errors.Select(error => error.Field).Distinct().Order(StringComparer.Ordinal).ShouldBe(told.Keys.Order(StringComparer.Ordinal), $"{row}: {said}");
        foreach (var (field, part) in told)
            errors.Where(error => error.Field == field).ShouldContain(error => error.Message.Contains(part, StringComparison.Ordinal), $"{row}: {field}: {said}");
    }
}
