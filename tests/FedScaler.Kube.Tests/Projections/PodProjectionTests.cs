using System.Text;
using System.Text.Json;
using FedScaler.Kube.Projections;

namespace FedScaler.Kube.Tests.Projections;

public sealed class PodProjectionTests
{
    [Fact]
    public void A_pod_is_read_as_far_as_it_is_of_use()
    {
        var pod = Decode(Pod());
        pod.Key.ToString().ShouldBe("shop/web-7d9f5c6b8d-x2x4p");
        pod.Uid.ToString().ShouldBe("0f2b6ea4-2a3c-4f6e-9d0a-000000000001");
        pod.ResourceVersion.ToString().ShouldBe("4711");
        pod.Phase.ShouldBe(PodPhase.Pending);
        pod.NodeName.ShouldBe("node-1");
        pod.IsReady.ShouldBeTrue();
        pod.IsUnschedulable.ShouldBeTrue();
        pod.Labels.ShouldBe([new("app", "web"), new("pod-template-hash", "7d9f5c6b8d")]);
        pod.Requests.ShouldBe([new("cpu", 250), new("memory", 128L << 20)]);
    }

    [Fact]
    public void Labels_of_a_single_pod_do_not_keep_pods_from_sharing()
    {
        static PodProjection Member(int i) => Decode(
            $$$"""{"metadata":{"name":"db-{{{i}}}","labels":{"app":"db-projection-test","statefulset.kubernetes.io/pod-name":"db-{{{i}}}","apps.kubernetes.io/pod-index":"{{{i}}}"} } }""");
        Member(0).Labels.ShouldBeSameAs(Member(1).Labels);
        Member(0).Labels.Count.ShouldBe(1);
    }

    public static TheoryData<string, string, string> Specs() => new()
    {
        { "containers add up", """{"containers":[{"resources":{"requests":{"cpu":"100m","memory":"1Gi"}}},{"resources":{"requests":{"cpu":"0.5","nvidia.com/gpu":1}}}]}""",
            "cpu=600 memory=1073741824 nvidia.com/gpu=1" },
        { "the largest init container counts where it is more", """{"containers":[{"resources":{"requests":{"cpu":"1"}}}],"initContainers":[{"resources":{"requests":{"cpu":"2","memory":"1Mi"}}},{"resources":{"requests":{"cpu":"500m","memory":"3Mi"}}}]}""",
            "cpu=2000 memory=3145728" },
        { "sidecars run beside the containers", """{"initContainers":[{"restartPolicy":"Always","resources":{"requests":{"cpu":"200m"}}}],"containers":[{"resources":{"requests":{"cpu":"1"}}}]}""",
            "cpu=1200" },
        { "and beside the init containers that come after them only", """{"initContainers":[{"resources":{"requests":{"cpu":"900m"}}},{"resources":{"requests":{"cpu":"200m"}},"restartPolicy":"Always"},{"resources":{"requests":{"cpu":"800m"}}}],"containers":[]}""",
            "cpu=1000" },
        { "what the pod itself requests stands instead", """{"resources":{"requests":{"cpu":"3"}},"containers":[{"resources":{"requests":{"cpu":"1","memory":"2Mi"}}}]}""",
            "cpu=3000 memory=2097152" },
        { "overhead comes on top", """{"overhead":{"cpu":"50m"},"containers":[{"resources":{"requests":{"cpu":"1"}}}]}""", "cpu=1050" },
        { "limits and nulls count for nothing", """{"containers":[{"resources":{"limits":{"cpu":"1"}}},{"resources":{"requests":null}},{}],"initContainers":null}""", "" },
    };

    [Theory]
    [MemberData(nameof(Specs))]
    public void Requests_are_summed_as_the_scheduler_sums_them(string rule, string spec, string expected) =>
        Decode($$$"""{"metadata":{"name":"a"},"spec":{{{spec}}}}""").Requests.Select(static r => $"{r.Key}={r.Value}")
            .ShouldBe(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), rule);

    [Theory]
    [InlineData("1", 1000, 1)]
    [InlineData("0.5", 500, 1)]
    [InlineData("1500u", 2, 1)]
    [InlineData("1n", 1, 1)]
    [InlineData("2k", 2_000_000, 2_000)]
    [InlineData("1.5Gi", 1_610_612_736_000, 1_610_612_736)]
    [InlineData("1e3", 1_000_000, 1_000)]
    [InlineData("1E", long.MaxValue, 1_000_000_000_000_000_000)]
    [InlineData("8Ei", long.MaxValue, long.MaxValue)]
    [InlineData("100m", 100, 1)]
    [InlineData("1100m", 1100, 2)]
    [InlineData("0", 0, 0)]
    [InlineData("0Ei", 0, 0)]
    public void Quantities_become_whole_numbers_rounded_up(string text, long millis, long units)
    {
        var requests = Decode($$$"""{"metadata":{"name":"a"},"spec":{"containers":[{"resources":{"requests":{"cpu":"{{{text}}}","memory":"{{{text}}}"} } }]}}""").Requests;
        (requests.CpuMillis, requests.MemoryBytes).ShouldBe((millis, units));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("1 Gi")]
    [InlineData("1gi")]
    [InlineData("1.2.3")]
    [InlineData("Gi")]
    [InlineData("99999999999999999999999")]
    public void What_is_no_quantity_is_refused(string text) => Should.Throw<JsonException>(() =>
        Decode($$$"""{"metadata":{"name":"a"},"spec":{"containers":[{"resources":{"requests":{"memory":"{{{text}}}"} } }]}}"""));

    internal static PodProjection Decode(string json) => Decode(Encoding.UTF8.GetBytes(json));

    internal static PodProjection Decode(byte[] json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        return PodProjection.Decoder.Read(ref reader);
    }

    internal static string Pod(int i = 1) =>
        $$$"""
        {"kind":"Pod","apiVersion":"v1","metadata":{"name":"web-7d9f5c6b8d-x2x4p","generateName":"web-7d9f5c6b8d-","namespace":"shop",
         "uid":"0f2b6ea4-2a3c-4f6e-9d0a-{{{i:D12}}}","resourceVersion":"{{{4710 + i}}}","creationTimestamp":"2026-03-01T11:00:00Z",
         "labels":{"app":"web","pod-template-hash":"7d9f5c6b8d"},"annotations":{"a":"b"},
         "ownerReferences":[{"apiVersion":"apps/v1","kind":"ReplicaSet","name":"web-7d9f5c6b8d","uid":"u-rs","controller":true,"blockOwnerDeletion":true}],
         "managedFields":[{"manager":"x","fieldsV1":{"f:metadata":{} } }]},
         "spec":{"nodeName":"node-{{{i % 50}}}","containers":[{"name":"web","image":"nginx","resources":{"requests":{"cpu":"250m","memory":"128Mi"}},"env":[{"name":"A","value":"B"}]}]},
         "status":{"phase":"Pending","conditions":[{"type":"PodScheduled","status":"False","reason":"Unschedulable","lastTransitionTime":"2026-03-01T12:00:00Z"},{"type":"Ready","status":"True"}]}}
        """;
}
