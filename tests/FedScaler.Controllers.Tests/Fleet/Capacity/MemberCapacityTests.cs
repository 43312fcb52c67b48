using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FedScaler.Controllers.Fleet;
using FedScaler.Controllers.Fleet.Capacity;
using FedScaler.Controllers.Fleet.Projections;
using FedScaler.Controllers.Tests.Fleet.Support;
using FedScaler.Kube.Json;
using FedScaler.Kube.Projections;
using FedScaler.Runtime.Informers;

namespace FedScaler.Controllers.Tests.Fleet.Capacity;

public sealed class MemberCapacityTests
{
    private static readonly TargetRef Web = FleetUnderTest.Web;

    private static readonly WorkloadRecord Workload = Read(new WorkloadDecoder(), WithMeta(Samples.Deployment(), 1));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Whatever_the_order_of_events_the_sums_are_those_of_a_count_from_scratch(int seed)
    {
        var random = new Random(seed);
        var ledger = new MemberCapacity();
        var (nodes, pods) = (new Dictionary<string, NodeProjection>(), new Dictionary<string, PodProjection>());
        for (var step = 0; step < 600; step++)
        {
            if (step == 200) ledger.Read(Web, Workload);
            if (random.Next(4) == 0) ChangeNode(ledger, nodes, random, step);
            else ChangePod(ledger, pods, random, step);
            if (step % 20 == 0) ShouldBeAsFromScratch(ledger, nodes, pods);
        }
    }

    [Fact]
    public void A_pod_may_be_seen_before_its_node()
    {
        var ledger = new MemberCapacity();
        ledger.Apply(Added(Pod("web-0", "n1")));
        ledger.Read(Web, Workload).ShouldBe(new FitReading(1, 0, 0));
        ledger.Apply(Added(Node("n1", "4")));
        ledger.Read(Web, Workload).ShouldBe(new FitReading(4, 3, 0));
    }

    [Fact]
    public void A_pod_that_cannot_be_placed_is_counted_until_it_is()
    {
        var ledger = new MemberCapacity();
        ledger.Apply(Added(Node("n1", "4")));
        var waiting = Pod("web-0", null);
        ledger.Apply(Added(waiting));
        ledger.Read(Web, Workload).Unschedulable.ShouldBe(1);
        ledger.Apply(new InformerChange<PodProjection>(InformerChangeKind.Updated, waiting, Pod("web-0", "n1")));
        ledger.Read(Web, Workload).ShouldBe(new FitReading(4, 3, 0));
    }

    [Fact]
    public void A_pod_that_ended_takes_no_room()
    {
        var ledger = new MemberCapacity();
        ledger.Apply(Added(Node("n1", "4")));
        ledger.Apply(Added(Pod("web-0", "n1", phase: "Succeeded")));
        ledger.Read(Web, Workload).ShouldBe(new FitReading(4, 4, 0));
    }

    [Fact]
    public void A_new_template_is_fitted_anew()
    {
        var ledger = new MemberCapacity();
        ledger.Apply(Added(Node("n1", "4")));
        ledger.Read(Web, Workload).Fit.ShouldBe(4);
        var larger = WithMeta(Samples.Deployment(cpu: "2"), 2);
        larger["metadata"]!["generation"] = 2;
        ledger.Read(Web, Read(new WorkloadDecoder(), larger)).Fit.ShouldBe(2);
    }

    [Fact]
    public void A_node_that_only_reports_its_health_changes_nothing()
    {
        var ledger = new MemberCapacity();
        var changes = 0;
        var node = Node("n1", "4");
        ledger.Apply(Added(node));
        ledger.Changed += () => changes++;
        ledger.Apply(new InformerChange<NodeProjection>(InformerChangeKind.Updated, node, Node("n1", "4", version: 7)));
        changes.ShouldBe(0);
        ledger.Apply(new InformerChange<NodeProjection>(InformerChangeKind.Updated, node, Node("n1", "4", ready: false)));
        changes.ShouldBe(1);
    }

    private static void ChangeNode(MemberCapacity ledger, Dictionary<string, NodeProjection> nodes, Random random, int step)
    {
        var name = "n" + random.Next(5);
        var old = nodes.GetValueOrDefault(name);
        var next = random.Next(3) == 0 ? null : Node(name, (4 + random.Next(8)).ToString(), step, random.Next(5) > 0);
        if (next is null) nodes.Remove(name);
        else nodes[name] = next;
        if ((old ?? next) is not null) ledger.Apply(new InformerChange<NodeProjection>(Kind(old, next), old, next));
    }

    private static void ChangePod(MemberCapacity ledger, Dictionary<string, PodProjection> pods, Random random, int step)
    {
        var name = "p" + random.Next(30);
        var old = pods.GetValueOrDefault(name);
        var next = random.Next(3) == 0
            ? null
            : Pod(name, random.Next(5) == 0 ? null : "n" + random.Next(5), random.Next(2) == 0 ? "web" : "other", $"{random.Next(1500)}m", random.Next(6) == 0 ? "Failed" : "Running", step);
        if (next is null) pods.Remove(name);
        else pods[name] = next;
        if ((old ?? next) is not null) ledger.Apply(new InformerChange<PodProjection>(Kind(old, next), old, next));
    }

    private static void ShouldBeAsFromScratch(MemberCapacity ledger, Dictionary<string, NodeProjection> nodes, Dictionary<string, PodProjection> pods)
    {
        var scratch = new MemberCapacity();
        foreach (var node in nodes.Values) scratch.Apply(Added(node));
        foreach (var pod in pods.Values) scratch.Apply(Added(pod));
        ledger.Totals().ShouldBe(scratch.Totals());
        ledger.Read(Web, Workload).ShouldBe(scratch.Read(Web, Workload));
    }

    private static InformerChangeKind Kind(object? old, object? next) =>
        old is null ? InformerChangeKind.Added : next is null ? InformerChangeKind.Deleted : InformerChangeKind.Updated;

    private static InformerChange<T> Added<T>(T item)
        where T : class => new(InformerChangeKind.Added, null, item);

    private static NodeProjection Node(string name, string cpu, int version = 1, bool ready = true) =>
        Read(NodeProjection.Decoder, WithMeta(Samples.Node(name, cpu, ready: ready), version));

    private static PodProjection Pod(string name, string? node, string app = "web", string cpu = "1", string phase = "Running", int version = 1) =>
        Read(PodProjection.Decoder, WithMeta(Samples.Pod(name, node, app, cpu, phase: phase), version));

    private static JsonObject WithMeta(JsonObject item, int version)
    {
        item["metadata"]!["uid"] = "uid";
        item["metadata"]!["resourceVersion"] = version.ToString();
        return item;
    }

    private static T Read<T>(JsonDecoder<T> decoder, JsonObject item)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(item.ToJsonString()));
        reader.Read();
        return decoder.Read(ref reader);
    }
}
