using FedScaler.Hosting.Federations;

namespace FedScaler.EndToEnd.Tests.Scenarios.Security;

/// <summary>Every request of every scenario, held against what is granted: nothing is missing, and nothing is granted in vain.</summary>
[Collection(nameof(AfterAll))]
public sealed class RightsTests
{
    [Fact]
    public void The_service_asked_for_nothing_that_it_has_no_right_to() => RightsLedger.Refused.ShouldBeEmpty();

    /// <summary>
    /// Scenarios of leadership, of counts that kinds other than Deployments are given, and of foreign HPAs are played in the direct mode
    /// alone, where the same rights are used for the same; every verb on the proxy stands for the verbs in the members.
    /// </summary>
    private static bool IsProvenInDirectMode(Right right) =>
        right.Federation == FederationKind.Karmada
        && (right.Resource is "leases" or "horizontalpodautoscalers" || right.Resource.EndsWith("/scale", StringComparison.Ordinal) || right.Verb == "*"
            || right is { Side: Side.Hub, Group: "apps.kruise.io", Resource: "statefulsets" });

    [Fact]
    public void No_right_is_granted_that_the_whole_suite_never_used()
    {
        var leftOut = RightsLedger.LeftOut.ToList();
        Assert.SkipWhen(leftOut.Count > 0, $"only a whole run can tell; {leftOut.Count} scenarios were left out, e.g. {leftOut.FirstOrDefault()}");
        Assert.SkipUnless(RightsLedger.Used.Any(), "these are real API servers, which nobody listens in on");

        RightsLedger.Granted.Except(RightsLedger.Used).Where(static right => !IsProvenInDirectMode(right)).Select(static right => right.ToString()).ShouldBeEmpty();
    }
}
