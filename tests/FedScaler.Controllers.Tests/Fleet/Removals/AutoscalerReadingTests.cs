using FedScaler.Controllers.Fleet;
using FedScaler.Controllers.Fleet.Removals;
using FedScaler.Controllers.Tests.Fleet.Removals.Support;
using FedScaler.Core.ScaleIn;

namespace FedScaler.Controllers.Tests.Fleet.Removals;

public sealed class AutoscalerReadingTests
{
    private static readonly TargetRef Web = new("shop", "apps/v1", "Deployment", "web");

    [Fact]
    public void All_that_a_hold_changes_is_read() =>
        Find(""" "annotations": {"fedscaler.io/held-by": "id", "fedscaler.io/owner": "shop/web"}, "generation": 3, """, """, "minReplicas": 4, "behavior": {"scaleUp": {"selectPolicy": "Max"}}""", """{"observedGeneration": 3}""")
            .ShouldBe(new AutoscalerObservation("web", "9", 4, """{"scaleUp":{"selectPolicy":"Max"}}""") { HeldBy = "id", IsSpecSeen = true, IsFederated = true });

    [Fact]
    public void What_is_absent_has_its_defaults() => Find("", "", "{}").ShouldBe(new AutoscalerObservation("web", "9", 1, null));

    [Theory]
    [InlineData(""" "generation": 3, """, """{"observedGeneration": 2}""", false)]
    [InlineData(""" "generation": 3, """, "{}", false)]
    [InlineData(""" "generation": 3, """, """{"observedGeneration": 4}""", true)]
    [InlineData("", """{"observedGeneration": 0}""", false)]
    public void A_spec_is_seen_only_where_the_server_counts_generations(string meta, string status, bool seen) =>
        Find(meta, "", status).ShouldNotBeNull().IsSpecSeen.ShouldBe(seen);

    [Fact]
    public void The_version_of_the_reference_may_be_another() =>
        AutoscalerReading.Find([Manifests.Parse("""{"metadata": {"name": "web"}, "spec": {"scaleTargetRef": {"apiVersion": "apps/v1beta1", "kind": "Deployment", "name": "web"}}}""")], Web)
            .ShouldNotBeNull();

    private static AutoscalerObservation? Find(string meta, string spec, string status) => AutoscalerReading.Find(
        [
            Manifests.Parse(
                $$$$"""
                {"metadata": {{{{{meta}}}} "name": "web", "resourceVersion": "9"},
                 "spec": {"scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"}{{{{spec}}}}}, "status": {{{{status}}}}}
                """),
        ],
        Web);
}
