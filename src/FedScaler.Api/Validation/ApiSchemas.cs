using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using FedScaler.Api.Json;
using FedScaler.Api.Schema;

namespace FedScaler.Api.Validation;

/// <summary>The schemas of this assembly's types, each built once. Never change what is handed out.</summary>
internal static class ApiSchemas
{
    private static readonly SchemaBuilder Builder = new(ApiJson.Default.Options);
    private static readonly ConcurrentDictionary<Type, JsonObject> Built = new();

    public static JsonObject Of(Type type) => Built.GetOrAdd(type, static key => Builder.Build(key));
}
