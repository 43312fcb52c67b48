using System.Text.Json;
using System.Text.Json.Nodes;
using BenchmarkDotNet.Attributes;
using FedScaler.Kube.Json;
using FedScaler.Kube.Projections;

namespace FedScaler.Benchmarks.Decoding;

/// <summary>The object of one pod event: scanned, projected, and whole.</summary>
public class PodDecodeBenchmarks
{
    private static readonly JsonDecoder<WholePod> Typed = JsonDecoder<WholePod>.Of(WholePodJson.Default.WholePod);

    private readonly ReadOnlyMemory<byte> _pod = PodJson.Create().Of(42);

    public PodDecodeBenchmarks()
    {
        // What fails inside a benchmark says nothing: better here.
        if (!Projected().IsReady || WholeNode().Count == 0) throw new InvalidOperationException("the pod was not read");
    }

    /// <summary>The least that any decoder must do: find where the object ends.</summary>
    [Benchmark(Baseline = true)]
    public long Scan()
    {
        var reader = Start();
        reader.Skip();
        return reader.BytesConsumed;
    }

    [Benchmark]
    public PodProjection Projected()
    {
        var reader = Start();
        return PodProjection.Decoder.Read(ref reader);
    }

    [Benchmark]
    public object WholeTyped()
    {
        var reader = Start();
        return Typed.Read(ref reader);
    }

    /// <summary>Every value made: a JsonObject that nobody looks into has not been read yet.</summary>
    [Benchmark]
    public JsonObject WholeNode()
    {
        var reader = Start();
        var pod = JsonDecoders.Object.Read(ref reader);
        Walk(pod);
        return pod;
    }

    private static void Walk(JsonNode? node)
    {
        if (node is JsonObject fields)
        {
            foreach (var (_, value) in fields) Walk(value);
        }
        else if (node is JsonArray items)
        {
            foreach (var item in items) Walk(item);
        }
    }

    private Utf8JsonReader Start()
    {
        var reader = new Utf8JsonReader(_pod.Span);
        reader.Read();
        return reader;
    }
}
