using System.Text.Json.Nodes;
using FedScaler.Api.Schema;
using Shouldly;
using Xunit;

namespace FedScaler.Api.Tests.Schema;

/// <summary>What a user names is in his own namespace: no field of any spec could name another.</summary>
public sealed class ReferenceTests
{
    [Fact]
    public void No_spec_has_a_place_for_another_namespace()
    {
        var places = CrdGenerator.All().SelectMany(static crd => Places(crd["spec"]!["versions"]![0]!["schema"]!["openAPIV3Schema"]!["properties"]!["spec"]!, $"{crd["spec"]!["names"]!["kind"]}.spec")).ToList();

        places.ShouldContain(static place => place.EndsWith("scaleTargetRef.name", StringComparison.Ordinal));
        places.ShouldContain(static place => place.EndsWith("kubeconfigSecretRef.name", StringComparison.Ordinal));
        places.Where(static place => place.Contains("amespace", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static IEnumerable<string> Places(JsonNode schema, string at)
    {
        foreach (var (name, inner) in schema["properties"] as JsonObject ?? [])
        {
            yield return $"{at}.{name}";
            foreach (var place in Places(inner!, $"{at}.{name}")) yield return place;
        }

        if (schema["items"] is not { } items) yield break;
        foreach (var place in Places(items, at)) yield return place;
    }
}
