using FedScaler.Api.CronHpas;
using FedScaler.Api.Json;
using FedScaler.Api.Tests.Json;
using FedScaler.Api.Validation;
using Shouldly;
using Xunit;

namespace FedScaler.Api.Tests.Validation;

public sealed class CronHpaValidatorTests
{
    [Theory]
    [InlineData("\"schedule\": \"0 9 * * 7\", \"minReplicas\": 1")]
    [InlineData("\"schedule\": \"0 22-6 * * *\", \"minReplicas\": 1")]
    [InlineData("\"schedule\": \"0 9 L * ?\", \"minReplicas\": 1")]
    [InlineData("\"schedule\": \"@midnight\", \"minReplicas\": 1")]
    [InlineData("\"schedule\": \"0 0 29 2 *\", \"duration\": \"24h\", \"minReplicas\": 1")]
    [InlineData("\"schedule\": \"0 22 * * *\", \"end\": \"0 6 * * *\", \"minReplicas\": 1")]
    [InlineData("\"schedule\": \"30 8 * * MON-FRI\", \"end\": \"0 11 * * MON-FRI\", \"leadTime\": \"10m\", \"minReplicas\": 40, \"raiseMax\": true")]
    [InlineData("\"schedule\": \"@daily\", \"duration\": \"1h\", \"maxReplicas\": 40, \"raiseMax\": true, \"timeZone\": \"Asia/Tokyo\"")]
    public void A_good_rule_passes(string rule) => Errors(rule).ShouldBeEmpty();

    [Theory]
    [InlineData("\"schedule\": \"@every 90m\", \"minReplicas\": 1", "schedule", "@every")]
    [InlineData("\"schedule\": \"0 30 8 * * *\", \"minReplicas\": 1", "schedule", "five")]
    [InlineData("\"schedule\": \"TZ=UTC 30 8 * * *\", \"minReplicas\": 1", "schedule", "timeZone")]
    [InlineData("\"schedule\": \"*/0 * * * *\", \"minReplicas\": 1", "schedule", "minute")]
    [InlineData("\"schedule\": \"*/90 * * * *\", \"minReplicas\": 1", "schedule", "minute")]
    [InlineData("\"schedule\": \"0 9 31 2 *\", \"minReplicas\": 1", "schedule", "day of month")]
    [InlineData("\"schedule\": \"@daily\", \"end\": \"0 25 * * *\", \"minReplicas\": 1", "end", "hour")]
    [InlineData("\"schedule\": \"30 8 * * *\", \"end\": \"30 8 * * *\", \"minReplicas\": 1", "end", "never closes")]
    [InlineData("\"schedule\": \"0 8 * * *\", \"end\": \"0 20 * * FRI\", \"minReplicas\": 1", "end", "starts anew")]
    [InlineData("\"schedule\": \"@hourly\", \"duration\": \"2h\", \"minReplicas\": 1", "duration", "starts anew")]
    [InlineData("\"schedule\": \"@daily\", \"duration\": \"0s\", \"minReplicas\": 1", "duration", "longer than nothing")]
    [InlineData("\"schedule\": \"@daily\", \"duration\": \"240001h\", \"minReplicas\": 1", "duration", "10000 days")]
    [InlineData("\"schedule\": \"@daily\", \"duration\": \"2h 30m\", \"minReplicas\": 1", "duration", "such as 2h30m")]
    [InlineData("\"schedule\": \"@hourly\", \"duration\": \"50m\", \"leadTime\": \"10m\", \"minReplicas\": 1", "leadTime", "never closes")]
    [InlineData("\"schedule\": \"@daily\", \"leadTime\": \"9999999999h\", \"minReplicas\": 1", "leadTime", "10000 days")]
    [InlineData("\"schedule\": \"@daily\", \"timeZone\": \"Asia/Shangai\", \"minReplicas\": 1", "timeZone", "did you mean Asia/Shanghai?")]
    [InlineData("\"schedule\": \"@daily\", \"timeZone\": \"Tokyo Standard Time\", \"minReplicas\": 1", "timeZone", "IANA")]
    public void A_bad_rule_is_refused_with_the_field_and_the_mend(string rule, string field, string message)
    {
        var error = Errors(rule).ShouldHaveSingleItem();

        error.Field.ShouldBe($"spec.rules[0].{field}");
        error.Message.ShouldContain(message);
    }

    [Fact]
    public void A_zone_of_all_rules_that_does_not_exist_is_told_once()
    {
        var spec = Spec("\"schedule\": \"@daily\", \"minReplicas\": 1") with { TimeZone = "Europe/Berln" };

        var error = CronHpaValidator.Validate(spec).ShouldHaveSingleItem();

        error.Field.ShouldBe("spec.timeZone");
        error.Message.ShouldEndWith("did you mean Europe/Berlin?");
    }

    [Fact]
    public void Two_rules_of_one_name_are_refused()
    {
        var spec = Spec("\"schedule\": \"@daily\", \"minReplicas\": 1");

        CronHpaValidator.Validate(spec with { Rules = [spec.Rules[0], spec.Rules[0]] }).ShouldHaveSingleItem().Field.ShouldBe("spec.rules[1]");
    }

    [Fact]
    public void All_mistakes_are_told_at_once() =>
        Errors("\"schedule\": \"a * * * *\", \"end\": \"b * * * *\", \"leadTime\": \"99999999999s\", \"minReplicas\": 1, \"timeZone\": \"X/Y\"").Select(error => error.Field)
            .ShouldBe(["spec.rules[0].leadTime", "spec.rules[0].timeZone", "spec.rules[0].schedule", "spec.rules[0].end"]);

    [Fact]
    public void Day_of_month_and_weekday_together_are_warned_of_by_their_field()
    {
        var spec = Spec("\"schedule\": \"0 9 1 * MON\", \"end\": \"0 10 1 * MON\", \"minReplicas\": 1");

        CronHpaValidator.Validate(spec).ShouldBeEmpty();
        var warnings = CronHpaValidator.Warnings(spec);
        warnings.Count.ShouldBe(2);
        warnings[0].ShouldStartWith("spec.rules[0].schedule: ");
        warnings[1].ShouldStartWith("spec.rules[0].end: ");
        CronHpaValidator.Warnings(Spec("\"schedule\": \"0 9 1 * *\", \"minReplicas\": 1")).ShouldBeEmpty();
    }

    private static IReadOnlyList<FieldError> Errors(string rule) => CronHpaValidator.Validate(Spec(rule));

    private static CronHpaSpec Spec(string rule) => Contract.Parse(
        $$$"""
        {"scaleTargetRef": {"apiVersion": "fedscaler.io/v1alpha1", "kind": "FedHPA", "name": "web"}, "rules": [{"name": "a", {{{rule}}}}]}
        """,
        ApiJson.Default.CronHpaSpec);
}
