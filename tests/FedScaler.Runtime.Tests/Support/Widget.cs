using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using FedScaler.Runtime.Informers;

namespace FedScaler.Runtime.Tests.Support;

internal sealed record Widget(string Name, string Uid, string ResourceVersion, string Colour = "red")
{
    public static readonly ResourceType Type = new("test.io", "v1", "widgets", "Widget");

    public ObjectKey Key => new("shop", Name);

    public static InformerOptions<Widget> Options(bool watchList = false) =>
        new(Type, new NoDecoder(), w => new ObjectIdentity(w.Key, w.Uid, w.ResourceVersion)) { UseWatchList = watchList, Cluster = "idc-a" };

    private sealed class NoDecoder : JsonDecoder<Widget>
    {
        public override Widget Read(ref System.Text.Json.Utf8JsonReader reader) => throw new InvalidOperationException("the fake server hands out objects");
    }
}
