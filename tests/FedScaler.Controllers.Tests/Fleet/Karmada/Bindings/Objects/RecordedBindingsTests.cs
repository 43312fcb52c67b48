using System.Text.Json;
using System.Text.Json.Nodes;
using FedScaler.Controllers.Fleet;
using FedScaler.Controllers.Fleet.Karmada.Bindings;
using FedScaler.Controllers.Fleet.Karmada.Bindings.Objects;
using FedScaler.Controllers.Fleet.Karmada.Bindings.Placements;
using FedScaler.Controllers.Tests.Access;
using FedScaler.Core.Splitting;
using FedScaler.Kube.Json;

namespace FedScaler.Controllers.Tests.Fleet.Karmada.Bindings.Objects;

public sealed class RecordedBindingsTests
{
    private static readonly TargetRef Web = new("shop", "apps/v1", "Deployment", "web");

    private static T Read<T>(string recording, string name, JsonDecoder<T> decoder)
    {
        var text = RepositoryText.Read("tests", "FedScaler.Controllers.Tests", "Fleet", "Karmada", "Bindings", "Recordings", recording + ".json");
        var reader = new Utf8JsonReader(JsonSerializer.SerializeToUtf8Bytes(JsonNode.Parse(text)![name]));
        reader.Read();
        return decoder.Read(ref reader);
    }

    private static BindingRecord Binding(string recording) => Read(recording, "resourceBinding", new BindingDecoder());

    [Fact]
    public void A_binding_that_nobody_has_scheduled_is_ours_by_its_policy()
    {
        var binding = Binding("02-unscheduled");
        (binding.IsOurs, binding.Policy, binding.Target, binding.Replicas, binding.Generation).ShouldBe((true, "PropagationPolicy shop/web", Web, 4, 1));
        binding.Clusters.ShouldBeEmpty();
        (binding.Status, binding.HasStatusMark, binding.HasAppliedPlacement, binding.IsSchedulingSuspended).ShouldBe((null, false, false, false));
        KarmadaBindingName.Of(binding.Target).ShouldBe(binding.Key);
        var reading = PlacementReader.Read(binding, [new("idc-a"), new("idc-b"), new("idc-c")]);
        reading.Refusal.ShouldBeNull();
        reading.Excluded.Keys.ShouldBe(["idc-c"]);
        reading.Split.Strategy.ShouldBe(SplitStrategy.FreeCapacity);
    }

    [Fact]
    public void A_workload_on_the_hub_says_what_its_pods_ask_for_and_whose_label_it_carries()
    {
        var template = Read("02-unscheduled", "template", new TemplateDecoder());
        (template.Replicas, template.UserCount, template.IsRetained, template.RetainedFrom, template.Generation).ShouldBe((4, 4, true, null, 2));
        template.Pods.ShouldNotBeNull().Requests.MilliCpu.ShouldBe(500);
    }

    [Fact]
    public void A_scheduled_binding_says_where_and_Karmada_what_runs_there()
    {
        var binding = Binding("06-binding-then-template");
        binding.Clusters.Select(static cluster => (cluster.Name, cluster.Replicas)).ShouldBe([("idc-a", 8), ("idc-b", 1)]);
        (binding.Replicas, binding.SchedulerObservedGeneration, binding.Generation, binding.Conditions.Length).ShouldBe((9, 2, 4, 2));
        binding.Reported["idc-a"].ShouldBe(new ReportedReplicas(8, 8));
        Read("06-binding-then-template", "template", new TemplateDecoder()).Replicas.ShouldBe(9);
    }

    [Fact]
    public void What_a_silent_cluster_ran_last_stays_in_the_report() =>
        Binding("10-a-member-silent").Reported["idc-b"].ShouldBe(new ReportedReplicas(1, 1));
}
