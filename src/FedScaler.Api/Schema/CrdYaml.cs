using FedScaler.Kube.Json;

namespace FedScaler.Api.Schema;

/// <summary>The CRDs as YAML.</summary>
public static class CrdYaml
{
    /// <summary>All CRDs, with <c>---</c> between them.</summary>
    public static string Render() => YamlJson.WriteAll(CrdGenerator.All());

    /// <summary>One file per CRD, by file name, as charts/fedscaler/crds holds them.</summary>
    public static IReadOnlyDictionary<string, string> Files() =>
        CrdDescriptions.All.ToDictionary(FileName, crd => YamlJson.Write(CrdGenerator.Generate(crd)));

    private static string FileName(CrdDescription crd) => $"{crd.Resource.Group}_{crd.Resource.Plural}.yaml";
}
