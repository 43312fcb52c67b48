namespace FedScaler.EndToEnd.Tests.Scenarios.Security;

/// <summary>Every request of every scenario, held against what is granted: nothing is missing, and nothing is granted in vain.</summary>
[Collection(nameof(AfterAll))]
public sealed class RightsTests
{
    [Fact]
    public void The_service_asked_for_nothing_that_it_has_no_right_to() => RightsLedger.Refused.ShouldBeEmpty();

    [Fact]
    public void No_right_is_granted_that_the_whole_suite_never_used()
    {
        var leftOut = RightsLedger.LeftOut.ToList();
        Assert.SkipWhen(leftOut.Count > 0, $"only a whole run can tell; {leftOut.Count} scenarios were left out, e.g. {leftOut.FirstOrDefault()}");
        Assert.SkipUnless(RightsLedger.Used.Any(), "these are real API servers, which nobody listens in on");

        RightsLedger.Granted.Except(RightsLedger.Used).Select(static right => right.ToString()).ShouldBeEmpty();
    }
}
