using System.Buffers;
using System.Text;
using System.Text.Json;
using FedScaler.Kube.Json;
using FedScaler.Kube.Projections;

namespace FedScaler.Kube.Tests.Projections;

public sealed class NodeProjectionTests
{
    private const string Node =
        """
        {"kind":"Node","metadata":{"name":"node-1","uid":"not-a-uuid","resourceVersion":"12","labels":{"zone":"a","kubernetes.io/hostname":"node-1"}},
         "spec":{"podCIDR":"10.0.0.0/24","unschedulable":true,"taints":[{"key":"gpu","value":"yes","effect":"NoSchedule"},{"key":"k","effect":"NoExecute","timeAdded":null}]},
         "status":{"capacity":{"cpu":"8"},"allocatable":{"cpu":"7910m","memory":"32Gi","pods":"110","nvidia.com/gpu":4},
          "conditions":[{"type":"MemoryPressure","status":"False"},{"type":"Ready","status":"True","lastHeartbeatTime":"2026-03-01T12:00:00Z"}],"images":[{"names":["x"]}]}}
        """;

    [Fact]
    public void A_node_is_read_as_far_as_the_fit_asks()
    {
        var node = Decode(Encoding.UTF8.GetBytes(Node), NodeProjection.Decoder);
        node.Name.ShouldBe("node-1");
        node.Uid.ToString().ShouldBe("not-a-uuid");
        node.ResourceVersion.ToString().ShouldBe("12");
        node.Labels["zone"].ShouldBe("a");
        node.IsUnschedulable.ShouldBeTrue();
        node.IsReady.ShouldBeTrue();
        node.Taints.ShouldBe([new Taint("gpu", "yes", "NoSchedule"), new Taint("k", "", "NoExecute")]);
        node.Allocatable.ShouldBe([new("cpu", "7910m"), new("memory", "32Gi"), new("pods", "110"), new("nvidia.com/gpu", "4")]);
    }

    [Fact]
    public void It_makes_no_difference_where_the_text_is_cut_into_segments()
    {
        var whole = Encoding.UTF8.GetBytes(Node);
        for (var size = 1; size < 40; size++)
        {
            var reader = new Utf8JsonReader(Segments.Of(whole, size), isFinalBlock: true, default);
            reader.Read();
            NodeProjection.Decoder.Read(ref reader).Allocatable["nvidia.com/gpu"].ShouldBe("4");
        }
    }

    [Theory]
    [InlineData("""{"metadata":{}}""")]
    [InlineData("""{"metadata":{"name":"a"},"spec":[]}""")]
    [InlineData("""{"metadata":{"name":"a"},"spec":{"taints":[1]}}""")]
    [InlineData("""{"metadata":{"name":"a"},"status":{"allocatable":{"cpu":{}}}}""")]
    [InlineData("[]")]
    public void What_is_no_node_is_refused(string json) => Should.Throw<JsonException>(() => Decode(Encoding.UTF8.GetBytes(json), NodeProjection.Decoder));

    private static T Decode<T>(byte[] json, JsonDecoder<T> decoder)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        return decoder.Read(ref reader);
    }

    private sealed class Segments : ReadOnlySequenceSegment<byte>
    {
        private Segments(ReadOnlyMemory<byte> memory, long index) => (Memory, RunningIndex) = (memory, index);

        public static ReadOnlySequence<byte> Of(byte[] text, int size)
        {
            var first = new Segments(text.AsMemory(0, Math.Min(size, text.Length)), 0);
            var last = first;
            for (var at = size; at < text.Length; at += size)
            {
                var next = new Segments(text.AsMemory(at, Math.Min(size, text.Length - at)), at);
                last.Next = next;
                last = next;
            }

            return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
        }
    }
}
