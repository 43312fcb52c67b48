using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace FedScaler.Architecture.Tests;

/// <summary>The lines that each method's statements span, from the debug symbols that the compiler wrote.</summary>
internal static class MethodLengths
{
    public static IEnumerable<(string Place, int Lines)> Of(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        using var symbols = MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(Path.ChangeExtension(assembly, ".pdb")));
        var methods = file.GetMetadataReader();
        var reader = symbols.GetMetadataReader();
        foreach (var handle in reader.MethodDebugInformation)
        {
            // A constructor's statements include the initializers of fields all over the type: no measure of its length.
            if (methods.GetString(methods.GetMethodDefinition(handle.ToDefinitionHandle()).Name) is ".ctor" or ".cctor")
                continue;
            var points = reader.GetMethodDebugInformation(handle).GetSequencePoints()
                .Where(point => !point.IsHidden && IsSource(reader, point.Document))
                .ToList();
            if (points.Count == 0)
                continue;
            var first = points.Min(point => point.StartLine);
            var last = points.Max(point => point.EndLine);
            yield return ($"{PathOf(reader, points[0].Document)}:{first}", last - first + 1);
        }
    }

    private static bool IsSource(MetadataReader reader, DocumentHandle document) =>
        PathOf(reader, document) is var path
        && !path.Contains("/obj/", StringComparison.Ordinal)
        && !path.EndsWith(".g.cs", StringComparison.Ordinal);

    private static string PathOf(MetadataReader reader, DocumentHandle document) =>
        reader.GetString(reader.GetDocument(document).Name).Replace('\\', '/');
}
