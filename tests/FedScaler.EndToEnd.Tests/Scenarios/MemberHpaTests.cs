using System.Text.Json.Nodes;
using FedScaler.EndToEnd.Tests.Scenarios.Operations;
using FedScaler.Kube.Models;

namespace FedScaler.EndToEnd.Tests.Scenarios;

/// <summary>What stands in the members' HPAs.</summary>
public class MemberHpaTests : FleetTest
{
    [Theory]
    [InlineData("spec: {maxReplicas: 59}")]
    [InlineData("spec: {minReplicas: 1}")]
    [InlineData("spec: {metrics: [{type: Resource, resource: {name: memory, target: {type: Utilization, averageUtilization: 50}}}]}")]
    public async Task What_a_hand_in_the_member_changed_is_put_right_once(string edit)
    {
        var fleet = await StartAsync();
        await fleet.DeployAsync();
        await fleet.ApplyAsync(Manifests.FedHpa(min: 9));
        await fleet.UntilReadyAsync();
        var member = fleet.Members[0];
        var before = (await fleet.FindHpaAsync(member.Name))!["spec"]!.ToJsonString();

        await member.PatchAsync(KnownResources.HorizontalPodAutoscalers, fleet.Namespace, "web", edit);
        await fleet.UntilAsync("it is put right", async () => (await fleet.FindHpaAsync(member.Name))!["spec"]!.ToJsonString() == before);
        var generation = (string?)(await fleet.FindHpaAsync(member.Name))!["metadata"]!["resourceVersion"];
        var managed = ManagersOf(await fleet.FindHpaAsync(member.Name));
        await fleet.StepAsync(5);

        var after = (await fleet.FindHpaAsync(member.Name))!;
        after["spec"]!.ToJsonString().ShouldBe(before);
        ManagersOf(after).ShouldBe(managed, $"written again since {generation}");
        (await fleet.SharesAsync()).Values.Sum(static share => share.Max).ShouldBe(60);
    }

    [Fact]
    public async Task Metrics_and_behavior_go_through_as_they_are_whatever_a_later_Kubernetes_adds()
    {
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync();

        await fleet.ApplyAsync(
            """
            apiVersion: fedscaler.io/v1alpha1
            kind: FedHPA
            metadata: {name: web, namespace: NAMESPACE}
            spec:
              scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
              minReplicas: 3
              maxReplicas: 30
              metrics:
              - type: Resource
                resource:
                  name: cpu
                  target: {type: Utilization, averageUtilization: 55}
              - type: Pods
                pods:
                  metric: {name: http_requests_per_second, selector: {matchLabels: {verb: GET}}}
                  target: {type: AverageValue, averageValue: "100"}
              behavior:
                scaleUp:
                  stabilizationWindowSeconds: 0
                  selectPolicy: Max
                  policies:
                  - {type: Percent, value: 100, periodSeconds: 15}
                scaleDown:
                  stabilizationWindowSeconds: 120
                  tolerance: "0.05"
                  policies:
                  - {type: Pods, value: 2, periodSeconds: 60}
            """);
        await fleet.UntilReadyAsync();

        var spec = (await fleet.FindFedHpaAsync())!["spec"]!;
        foreach (var member in fleet.Members)
        {
            var hpa = (await fleet.FindHpaAsync(member.Name))!["spec"]!;
            JsonNode.DeepEquals(hpa["metrics"], spec["metrics"]).ShouldBeTrue(hpa["metrics"]!.ToJsonString());
            hpa["behavior"]!["scaleDown"]!["policies"]!.ToJsonString().ShouldBe(spec["behavior"]!["scaleDown"]!["policies"]!.ToJsonString());
            ((string?)hpa["behavior"]!["scaleDown"]!["tolerance"]).ShouldBe("0.05");
            ((int?)hpa["behavior"]!["scaleDown"]!["stabilizationWindowSeconds"]).ShouldBe(120);
        }
    }

    [Theory]
    [InlineData("behavior: {scaleUp: {smoothingSeconds: 30}}", ".spec.behavior.scaleUp.smoothingSeconds")]
    [InlineData("metrics: [{type: Resource, resource: {name: cpu, percentile: 95, target: {type: Utilization, averageUtilization: 60}}}]", ".spec.metrics[0].resource.percentile")]
    public async Task A_field_that_members_do_not_know_yet_is_sent_all_the_same_and_told_by_its_path_when_they_do_not_take_it(string field, string path)
    {
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync();
        await fleet.ApplyAsync(Manifests.FedHpa());
        await fleet.UntilReadyAsync();
        var before = await fleet.SharesAsync();

        await fleet.EditAsync($"spec: {{{field}}}");
        // Kubernetes 1.36 knows no such fields, and says which of those that it was sent; Karmada's objectwatcher writes with the API
        // server's default, fieldValidation=Warn, and drops the warnings.
        var (type, words) = fleet.IsKarmada ? ("FieldsDropped", $"left out {path}") : ("Ready", $"{path}: field not declared in schema");
        await fleet.UntilAsync("every member is named", async () =>
        {
            var condition = await fleet.ConditionAsync(type);
            return condition.IsTrue == fleet.IsKarmada && condition.Message.Contains(words, StringComparison.Ordinal) && fleet.Members.All(member => condition.Message.Contains(member.Name, StringComparison.Ordinal));
        });
        (await fleet.SharesAsync()).ShouldBe(before);

        if (!fleet.IsKarmada) return;
        await fleet.UntilReadyAsync();
        await fleet.UntilAsync("an event tells it", async () => (await fleet.StoryAsync("FedHPA", "web", fleet.Namespace)).Any(told => told.StartsWith("Warning NotKept:", StringComparison.Ordinal) && told.Contains(path, StringComparison.Ordinal)));
        await fleet.EditAsync("spec: {behavior: null, metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 60}}}]}");
        await fleet.UntilAsync("it is told no more", async () => !(await fleet.ConditionAsync(type)).Present);
    }

    [Fact]
    public async Task A_change_of_metrics_reaches_every_member()
    {
        var fleet = await StartAsync();
        await fleet.DeployAsync();
        await fleet.ApplyAsync(Manifests.FedHpa());
        await fleet.UntilReadyAsync();

        await fleet.EditAsync("spec: {metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 80}}}]}");
        await fleet.UntilAsync("every member has it", async () =>
        {
            foreach (var member in fleet.Members)
            {
                var target = (await fleet.FindHpaAsync(member.Name))!["spec"]!["metrics"]![0]!["resource"]!["target"]!;
                if ((int?)target["averageUtilization"] != 80) return false;
            }

            return true;
        });
    }

    private static string ManagersOf(JsonObject? hpa) => string.Join("; ",
        from entry in hpa!["metadata"]!["managedFields"]?.AsArray() ?? []
        where (string?)entry!["manager"] == "fedscaler-fedhpa"
        select $"{entry["operation"]} {entry["time"]}");
}
