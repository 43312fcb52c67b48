using System.Text.Json.Nodes;
using FedScaler.Kube.Karmada;
using FedScaler.Migrate.FederatedHpas;
using Shouldly;
using Xunit;

namespace FedScaler.Cli.Tests.Migrate;

public sealed class PolicySuccessionTests
{
    private static readonly MigrationSight InKarmadasHands = SightOf(Policy("web"));

    [Fact]
    public void Ours_is_like_the_one_that_is_there_but_for_name_scheduler_and_what_servers_give()
    {
        var policy = Policy("web");
        policy["metadata"]!["labels"] = new JsonObject { ["team"] = "shop", [KarmadaKeys.PolicyId] = "1" };
        policy["metadata"]!["annotations"] = new JsonObject { ["kubectl.kubernetes.io/last-applied-configuration"] = "{}" };
        policy["metadata"]!["uid"] = "u";
        policy["spec"]!["priority"] = 3;

        var step = PolicySuccession.Inward(SightOf(policy)).Stand(SightOf(policy), static _ => false, static _ => null);
        step.Title.ShouldBe("create PropagationPolicy shop/web-fedscaler like PropagationPolicy shop/web, but with spec.schedulerName fedscaler");
        step.Manifest!["metadata"]!.ToJsonString().ShouldBe("""{"name":"web-fedscaler","namespace":"shop","labels":{"team":"shop"}}""");
        ((int)step.Manifest["spec"]!["priority"]!, (string)step.Manifest["spec"]!["schedulerName"]!).ShouldBe((3, "fedscaler"));
        JsonNode.DeepEquals(step.Manifest["spec"]!["placement"], policy["spec"]!["placement"]).ShouldBeTrue();
    }

    [Theory]
    [InlineData("web-fedscaler", null, "web")]
    [InlineData("web-fedscaler", "front", "front")]
    [InlineData("own", null, "own-karmada")]
    public void The_way_back_leads_to_the_name_that_was_there(string ours, string? noted, string name)
    {
        var fedHpa = new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { [MoveRecord.Annotation] = new MoveRecord("web", noted, "default-scheduler", null, null).ToText() } } };
        var back = PolicySuccession.Outward(SightOf(Policy(ours, scheduler: "fedscaler")) with { FedHpa = fedHpa });
        (back.From, back.To, back.Scheduler).ShouldBe((ours, name, "default-scheduler"));
    }

    [Theory]
    [InlineData(0, "name: web", "aaa", true)]
    [InlineData(0, "name: web", "zzz", false)]
    [InlineData(1, "", "zzz", true)]
    [InlineData(0, "", "aaa", false)]
    [InlineData(-1, "name: web", "aaa", false)]
    [InlineData(5, "name: api", "aaa", false)]
    [InlineData(5, "labels: other", "aaa", false)]
    [InlineData(5, "labels: shop", "aaa", true)]
    public void A_policy_that_would_have_the_workload_in_between_is_named(int priority, string selects, string name, bool isRival)
    {
        var other = Policy(name);
        other["spec"]!["priority"] = priority;
        other["spec"]!["resourceSelectors"]![0] = selects.Split(": ") switch
        {
            ["name", var chosen] => new JsonObject { ["apiVersion"] = "apps/v1", ["kind"] = "Deployment", ["name"] = chosen },
            ["labels", var team] => new JsonObject { ["apiVersion"] = "apps/v1", ["kind"] = "Deployment", ["labelSelector"] = new JsonObject { ["matchLabels"] = new JsonObject { ["team"] = team } } },
            _ => new JsonObject { ["apiVersion"] = "apps/v1", ["kind"] = "Deployment" },
        };
        var sight = InKarmadasHands with { Policies = [Policy("web"), other] };

        var rivals = PolicySuccession.Inward(sight).Rivals(sight).ToList();
        if (isRival) rivals.ShouldHaveSingleItem().ShouldStartWith($"PropagationPolicy shop/{name} selects Deployment shop/web, too, with spec.priority {priority}: it would take it over");
        else rivals.ShouldBeEmpty();
    }

    [Fact]
    public void A_namespaces_own_policy_comes_before_every_one_of_the_cluster()
    {
        var clusterWide = Policy("web");
        ((JsonObject)clusterWide["metadata"]!).Remove("namespace");
        var sight = SightOf(clusterWide) with { PolicyType = KarmadaResources.ClusterPropagationPolicies, NamespacePolicies = [Policy("all")] };
        PolicySuccession.Inward(sight).Rivals(sight).ShouldHaveSingleItem().ShouldStartWith("PropagationPolicy shop/all selects Deployment shop/web, too, and comes before every ClusterPropagationPolicy");
    }

    [Fact]
    public void The_old_one_goes_only_when_the_new_one_says_the_same_and_it_is_over_when_the_binding_has_changed_hands()
    {
        var ours = Policy("web-fedscaler", scheduler: "fedscaler");
        var both = InKarmadasHands with { Policies = [Policy("web"), ours] };
        var step = PolicySuccession.Inward(both).Relieve(static _ => false, static _ => null);
        (step.IsDone(both), step.Waits(both)).ShouldBe((false, null));

        var changed = (JsonObject)ours.DeepClone();
        changed["spec"]!["placement"] = new JsonObject();
        step.Waits(both with { Policies = [Policy("web"), changed] })!.ShouldStartWith("PropagationPolicy shop/web-fedscaler does not say what PropagationPolicy shop/web says");

        var between = both with { Policy = null, Policies = [ours] };
        (step.IsDone(between), step.Waits(between)).ShouldBe((false, null));
        step.IsDone(SightOf(ours)).ShouldBeTrue();
    }

    private static JsonObject Policy(string name, string scheduler = "default-scheduler")
    {
        var policy = KarmadaObjects.Policy(more: $"\"schedulerName\": \"{scheduler}\",");
        policy["metadata"]!["name"] = name;
        return policy;
    }

    private static MigrationSight SightOf(JsonObject policy)
    {
        var template = KarmadaObjects.Deployment;
        template["metadata"]!["labels"] = new JsonObject { ["team"] = "shop" };
        return new(KarmadaApplication.Key)
        {
            FederatedHpa = KarmadaObjects.FederatedHpa(),
            Template = template,
            Binding = KarmadaObjects.Parse($$$"""{"metadata": {"name": "web-deployment"}, "spec": {"schedulerName": "{{{policy["spec"]!["schedulerName"]}}}"} }"""),
            Policy = policy,
            Policies = [policy],
        };
    }
}
