using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FedScaler.Api;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.ApiServer;
using FedScaler.Sandbox.Storage;
using FedScaler.Sandbox.Time;
using FedScaler.SandboxHost;
using Shouldly;
using Xunit;

namespace FedScaler.Cli.Tests.SandboxHost;

/// <summary>The chart's fence, and what stands in for it in the sandbox.</summary>
public sealed class EpochFenceTests
{
    private const string User = "system:serviceaccount:fedscaler-system:fedscaler";

    private static readonly ObjectKey Lease = new("fedscaler-system", "fedscaler");

    private readonly SimulatedTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly ClusterStore _hub;

    public EpochFenceTests() => _hub = new ClusterStore(_time, 1);

    [Fact]
    public void The_policy_in_the_chart_says_what_the_sandbox_does()
    {
        var (policy, binding) = Rendered();
        var spec = policy["spec"]!;
        var variables = spec["variables"]!.AsArray().ToDictionary(static one => (string)one!["name"]!, static one => (string)one!["expression"]!);

        variables.ShouldBe(new Dictionary<string, string> { ["epoch"] = EpochFence.EpochExpression, ["stamp"] = EpochFence.StampExpression });
        var validation = spec["validations"]!.AsArray().ShouldHaveSingleItem()!;
        ((string?)validation["expression"]).ShouldBe(EpochFence.Expression);
        ((string?)validation["messageExpression"]).ShouldBe(EpochFence.MessageExpression);
        ((string?)validation["reason"]).ShouldBe("Forbidden");
        ((string?)spec["failurePolicy"]).ShouldBe("Fail");
        var rule = spec["matchConstraints"]!["resourceRules"]!.AsArray().ShouldHaveSingleItem()!;
        rule["apiGroups"]!.ToJsonString().ShouldBe("""["fedscaler.io"]""");
        rule["operations"]!.ToJsonString().ShouldBe("""["CREATE","UPDATE"]""");
        rule["resources"]!.ToJsonString().ShouldBe("""["*/*"]""");
        ((string?)binding["spec"]!["paramRef"]!["parameterNotFoundAction"]).ShouldBe("Deny");
        ((string?)binding["spec"]!["policyName"]).ShouldBe((string?)policy["metadata"]!["name"]);
        ((string?)policy["metadata"]!["name"]).ShouldEndWith("epoch.fedscaler.io");
    }

    [Fact]
    public void Only_the_service_is_judged_and_only_on_its_own_kinds()
    {
        using var fence = Begin();
        fence.Judge(Attempt(ApiResources.FedHpas, "", "{}", user: "somebody")).ShouldBeNull();
        fence.Judge(Attempt(KnownResources.Secrets, "", "{}")).ShouldBeNull();
        fence.Judge(Attempt(ApiResources.FedHpas, "", "{}")).ShouldNotBeNull();
        fence.Refusals.ShouldBe(1);
    }

    [Fact]
    public void An_object_goes_by_its_annotation_and_a_status_by_its_field()
    {
        using var fence = Begin();
        var epoch = $"{Uid}/3";
        fence.Judge(Attempt(ApiResources.FedHpas, "", Annotated(epoch))).ShouldBeNull();
        fence.Judge(Attempt(ApiResources.FedHpas, "status", Annotated(epoch))).ShouldNotBeNull();
        fence.Judge(Attempt(ApiResources.FedHpas, "status", $$"""{"status": {"epoch": "{{epoch}}"}}""")).ShouldBeNull();
        fence.Judge(Attempt(ApiResources.FedHpas, "", Annotated($"{Uid}/2"))).ShouldBe(
            $"ValidatingAdmissionPolicy 'fedscaler.epoch.fedscaler.io' with binding 'fedscaler.epoch.fedscaler.io' denied request: fedscaler.io/epoch {Uid}/2 is not that of the Lease, {epoch}");
    }

    [Fact]
    public void It_follows_the_Lease_as_late_as_an_API_server_may_and_without_one_lets_nothing_in()
    {
        using var fence = Begin(TimeSpan.FromSeconds(2));
        var (before, after) = ($"{Uid}/3", $"{Uid}/4");
        _hub.Update(KnownResources.Leases, Lease, static lease =>
        {
            lease["spec"]!["leaseTransitions"] = 4;
            return true;
        });
        fence.Judge(Attempt(ApiResources.FedHpas, "", Annotated(before))).ShouldBeNull();
        _time.Advance(TimeSpan.FromSeconds(2));
        fence.Judge(Attempt(ApiResources.FedHpas, "", Annotated(before))).ShouldNotBeNull();
        fence.Judge(Attempt(ApiResources.FedHpas, "", Annotated(after))).ShouldBeNull();

        _hub.Remove(KnownResources.Leases, Lease);
        _time.Advance(TimeSpan.FromSeconds(2));
        fence.Judge(Attempt(ApiResources.FedHpas, "", Annotated(after))).ShouldNotBeNull().ShouldContain("parameterNotFoundAction");
    }

    private string Uid => (string)_hub.Get(KnownResources.Leases, Lease)!["metadata"]!["uid"]!;

    private EpochFence Begin(TimeSpan lag = default)
    {
        _hub.Create(KnownResources.Leases, (JsonObject)JsonNode.Parse("""{"metadata": {"name": "fedscaler", "namespace": "fedscaler-system"}, "spec": {"leaseTransitions": 3}}""")!);
        return new EpochFence(_hub, User, Lease, _time, lag);
    }

    private static WriteAttempt Attempt(ResourceType resource, string subresource, string body, string user = User) =>
        new(user, resource, subresource, (JsonObject)JsonNode.Parse(body)!);

    private static string Annotated(string epoch) => $$$"""{"metadata": {"annotations": {"fedscaler.io/epoch": "{{{epoch}}}"}}}""";

    private static (JsonNode Policy, JsonNode Binding) Rendered()
    {
        var lines = File.ReadAllLines(RepositoryFiles.PathOf("charts", "fedscaler", "templates", "fence.yaml")).Where(static line => !Regex.IsMatch(line, @"^\s*\{\{.*\}\}\s*$"));
        var documents = YamlJson.ParseAll(string.Join('\n', lines.Select(static line => Regex.Replace(line, @"\{\{.*?\}\}", "x"))));
        return (documents[0], documents[1]);
    }
}
