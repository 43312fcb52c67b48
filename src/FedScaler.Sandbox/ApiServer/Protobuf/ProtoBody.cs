using System.Text.Json.Nodes;

namespace FedScaler.Sandbox.ApiServer.Protobuf;

/// <summary>
/// Bodies in Kubernetes' protobuf envelope, as <c>kubectl create namespace</c> and its like send them: four bytes of magic and
/// a runtime.Unknown of apiVersion, kind and the object's own bytes (apimachinery, pkg/runtime/serializer/protobuf).
/// Only the kinds that kubectl makes from its command line without a manifest are known; field numbers are those of
/// Kubernetes' generated.proto files.
/// </summary>
internal static class ProtoBody
{
    public const string ContentType = "application/vnd.kubernetes.protobuf";

    private static readonly ProtoMessage Meta = new ProtoMessage()
        .With(1, "name", ProtoShape.Text).With(2, "generateName", ProtoShape.Text).With(3, "namespace", ProtoShape.Text)
        .With(5, "uid", ProtoShape.Text).With(6, "resourceVersion", ProtoShape.Text)
        .With(11, "labels", ProtoShape.TextMap).With(12, "annotations", ProtoShape.TextMap).With(14, "finalizers", ProtoShape.TextList);

    private static readonly ProtoMessage TypeMeta = new ProtoMessage().With(1, "apiVersion", ProtoShape.Text).With(2, "kind", ProtoShape.Text);

    private static readonly Dictionary<string, ProtoMessage> Kinds = new(StringComparer.Ordinal)
    {
        ["Namespace"] = Object(),
        ["ConfigMap"] = Object().With(2, "data", ProtoShape.TextMap).With(3, "binaryData", ProtoShape.BytesMap).With(4, "immutable", ProtoShape.Flag),
        ["Secret"] = Object().With(2, "data", ProtoShape.BytesMap).With(3, "type", ProtoShape.Text).With(4, "stringData", ProtoShape.TextMap).With(5, "immutable", ProtoShape.Flag),
        ["Eviction"] = Object(),
        ["SelfSubjectAccessReview"] = Object().With(2, "spec", ProtoShape.Message, new ProtoMessage()
            .With(1, "resourceAttributes", ProtoShape.Message, new ProtoMessage()
                .With(1, "namespace", ProtoShape.Text).With(2, "verb", ProtoShape.Text).With(3, "group", ProtoShape.Text).With(4, "version", ProtoShape.Text)
                .With(5, "resource", ProtoShape.Text).With(6, "subresource", ProtoShape.Text).With(7, "name", ProtoShape.Text))
            .With(2, "nonResourceAttributes", ProtoShape.Message, new ProtoMessage().With(1, "path", ProtoShape.Text).With(2, "verb", ProtoShape.Text))),
    };

    private static ReadOnlySpan<byte> Magic => "k8s\0"u8;

    /// <inheritdoc cref="Read"/>
    public static async Task<JsonObject?> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        await body.CopyToAsync(bytes, cancellationToken);
        return Read(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }

    /// <summary>The same object as JSON; null for a kind that is not known here.</summary>
    /// <exception cref="FormatException">The bytes are not in the envelope, or broken.</exception>
    public static JsonObject? Read(ReadOnlySpan<byte> body)
    {
        if (!body.StartsWith(Magic)) throw new FormatException("the body does not begin with k8s\\0");
        var envelope = ProtoReader.Read(body[Magic.Length..], new ProtoMessage().With(1, "type", ProtoShape.Message, TypeMeta));
        if (envelope["type"] is not JsonObject type || type["kind"]?.GetValue<string>() is not { } kind || !Kinds.TryGetValue(kind, out var message)) return null;
        var raw = ProtoReader.Read(body[Magic.Length..], new ProtoMessage().With(2, "raw", ProtoShape.Message, message));
        var value = raw["raw"] as JsonObject ?? [];
        value.Parent?.AsObject().Remove("raw");
        value["metadata"] ??= new JsonObject();
        value["apiVersion"] = type["apiVersion"]?.GetValue<string>();
        value["kind"] = kind;
        return value;
    }

    private static ProtoMessage Object() => new ProtoMessage().With(1, "metadata", ProtoShape.Message, Meta);
}
