using System.Collections.Frozen;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace FedScaler.Packaging.Sbom;

/// <summary>A project and every package that its restore brought in, by its own wish or another's.</summary>
/// <param name="DependsOn">Names of the packages that the project, or a project it refers to, asks for.</param>
public sealed record RestoredProject(string Name, string Version, IReadOnlyList<RestoredPackage> Packages, IReadOnlyList<string> DependsOn)
{
    /// <summary>What a package may bring that runs; all else (analyzers, targets) serves the build.</summary>
    private static readonly string[] Running = ["runtime", "runtimeTargets", "native", "resource"];

    /// <summary>Reads <c>packages.lock.json</c> and what NuGet left in <c>obj</c>.</summary>
    /// <exception cref="FileNotFoundException">The project was not restored.</exception>
    public static async Task<RestoredProject> ReadAsync(string folder)
    {
        var assets = await ParseAsync(Path.Combine(folder, "obj", "project.assets.json"));
        var target = assets["targets"]!.AsObject().Single(static one => !one.Key.Contains('/')).Value!.AsObject();
        var hashes = Hashes(await ParseAsync(Path.Combine(folder, "packages.lock.json")));
        var packageFolders = assets["packageFolders"]!.AsObject().Select(static one => one.Key).ToList();

        var packages = new List<RestoredPackage>();
        foreach (var (key, library) in target.Where(static one => (string)one.Value!["type"]! == "package").OrderBy(static one => one.Key, StringComparer.Ordinal))
        {
            var (name, version) = Split(key);
            var ships = Running.Any(kind => Files(library![kind]).Any());
            packages.Add(new RestoredPackage(name, version, hashes[name], License(packageFolders, name, version), ships, Names(library!["dependencies"])));
        }

        var known = packages.Select(static package => package.Name).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        var asked = target.Where(static one => (string)one.Value!["type"]! == "project").SelectMany(one => Names(one.Value!["dependencies"]))
            .Concat(assets["project"]!["frameworks"]!.AsObject().SelectMany(one => Names(one.Value!["dependencies"])))
            .Where(known.Contains).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return new RestoredProject((string)assets["project"]!["restore"]!["projectName"]!, (string)assets["project"]!["version"]!, packages, [.. asked]);
    }

    // NuGet marks a folder that was emptied on purpose with a file of this name.
    private static IEnumerable<string> Files(JsonNode? files) =>
        (files?.AsObject() ?? []).Select(static file => file.Key).Where(static file => !file.EndsWith("/_._", StringComparison.Ordinal));

    private static List<string> Names(JsonNode? dependencies) => [.. (dependencies?.AsObject() ?? []).Select(static one => one.Key).Order(StringComparer.Ordinal)];

    private static FrozenDictionary<string, string> Hashes(JsonNode lockFile) =>
        lockFile["dependencies"]!.AsObject().SelectMany(static framework => framework.Value!.AsObject())
            .Where(static package => package.Value!["contentHash"] != null)
            .ToFrozenDictionary(static package => package.Key, static package => Convert.ToHexStringLower(Convert.FromBase64String((string)package.Value!["contentHash"]!)));

    private static string? License(IEnumerable<string> folders, string name, string version)
    {
        var (id, number) = (name.ToLowerInvariant(), version.ToLowerInvariant());
        var file = folders.Select(folder => Path.Combine(folder, id, number, $"{id}.nuspec")).FirstOrDefault(File.Exists);
        var license = file is null ? null : XDocument.Load(file).Descendants().FirstOrDefault(static element => element.Name.LocalName == "license");
        return license?.Attribute("type")?.Value == "expression" ? license.Value : null;
    }

    private static (string Name, string Version) Split(string key) => (key[..key.IndexOf('/')], key[(key.IndexOf('/') + 1)..]);

    private static async Task<JsonNode> ParseAsync(string file) => JsonNode.Parse(await File.ReadAllTextAsync(file))!;
}
