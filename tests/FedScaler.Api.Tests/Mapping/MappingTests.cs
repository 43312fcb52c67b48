using FedScaler.Api.FedHpas;
using FedScaler.Api.Json;
using FedScaler.Api.Mapping;
using FedScaler.Api.Placement;
using FedScaler.Api.Tests.Json;
using FedScaler.Core.Splitting;
using Shouldly;
using Xunit;

namespace FedScaler.Api.Tests.Mapping;

public sealed class MappingTests
{
    private static readonly FedHpa Web = Contract.Parse(Contract.FedHpa, ApiJson.Default.FedHpa);

    [Fact]
    public void A_spec_becomes_a_policy() =>
        Web.Spec.ToSplitPolicy().ShouldBe(new SplitPolicy(6, 60, SplitStrategy.Weighted, SpreadPolicy.WhenNeeded)
        {
            TolerancePercent = 11,
            Cooldown = TimeSpan.FromSeconds(61),
            MaxMovePercent = 26,
            Failover = FailoverMode.Hold,
            Grace = TimeSpan.FromSeconds(301),
        });

    [Fact]
    public void A_spec_of_defaults_becomes_a_policy_of_defaults() =>
        new FedHpaSpec { MaxReplicas = 9 }.ToSplitPolicy().ShouldBe(new SplitPolicy(1, 9));

    [Fact]
    public void Schedules_take_the_place_of_the_specs_bounds()
    {
        var policy = Web.Spec.ToSplitPolicy(effectiveMin: 40, effectiveMax: 80);

        (policy.MinReplicas, policy.MaxReplicas).ShouldBe((40, 80));
    }

    [Fact]
    public void Core_is_never_asked_for_less_than_one() => (Web.Spec with { MinReplicas = 0 }).ToSplitPolicy().MinReplicas.ShouldBe(1);

    [Fact]
    public void A_named_member_has_the_users_bounds_and_preferences()
    {
        var preferences = new MemberPreferences(Web.Spec.Placement);

        preferences.Apply(new MemberSnapshot("idc-a") { Runs = 4 })
            .ShouldBe(new MemberSnapshot("idc-a") { Runs = 4, Floor = 2, Ceiling = 40, Weight = 3, Priority = 5 });
        preferences.Named.ShouldBe(["idc-a"]);
    }

    [Fact]
    public void A_member_that_is_not_named_takes_part_without_bounds()
    {
        var preferences = new MemberPreferences(new PlacementSpec { Clusters = [new ClusterPreference { Name = "idc-a", Weight = 3 }] });
        var other = new MemberSnapshot("idc-b");

        preferences.Selects(null).ShouldBeTrue();
        preferences.Apply(other).ShouldBe(other);
        (other.Floor, other.Ceiling, other.Weight, other.Priority).ShouldBe((0, int.MaxValue, 1, 0));
    }

    [Fact]
    public void The_selector_decides_who_takes_part()
    {
        var preferences = new MemberPreferences(Web.Spec.Placement);

        preferences.Selects(new Dictionary<string, string> { ["region"] = "shanghai", ["tier"] = "gold" }).ShouldBeTrue();
        preferences.Selects(new Dictionary<string, string> { ["region"] = "shanghai" }).ShouldBeFalse();
        preferences.Selects(null).ShouldBeFalse();
    }

    [Fact]
    public void A_restarted_controller_remembers_what_the_status_kept()
    {
        var memory = Web.Status.ToFleetMemory();

        memory.AppliedSplit.ShouldBe("f00d");
        memory.LastRebalance.ShouldBe(new DateTimeOffset(2026, 3, 1, 4, 0, 0, TimeSpan.Zero));
        memory.Lent.ShouldHaveSingleItem().ShouldBe(KeyValuePair.Create("idc-a", new Share(20, 30)));
        ((FedHpaStatus?)null).ToFleetMemory().ShouldBe(FleetMemory.Empty);
    }
}
