using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace FedScaler.Packaging.Sbom;

/// <summary>
/// A software bill of materials in CycloneDX 1.6 (ECMA-424). It carries no time and no chance: the same packages give the
/// same bytes, and its serial number follows from the rest of it.
/// </summary>
public static class CycloneDx
{
    public static string Write(RestoredProject project)
    {
        var bom = new JsonObject
        {
            ["$schema"] = "http://cyclonedx.org/schema/bom-1.6.schema.json",
            ["bomFormat"] = "CycloneDX",
            ["specVersion"] = "1.6",
            ["version"] = 1,
            ["metadata"] = new JsonObject { ["component"] = Application(project) },
            ["components"] = new JsonArray([.. project.Packages.Select(Component)]),
            ["dependencies"] = Dependencies(project),
        };
        bom.Insert(3, "serialNumber", SerialNumber(IndentedJson.Write(bom)));
        return IndentedJson.Write(bom);
    }

    private static JsonObject Application(RestoredProject project) => new()
    {
        ["type"] = "application",
        ["bom-ref"] = ReferenceTo(project),
        ["name"] = project.Name,
        ["version"] = project.Version,
        ["licenses"] = Licenses("Apache-2.0"),
    };

    private static JsonObject Component(RestoredPackage package)
    {
        var component = new JsonObject
        {
            ["type"] = "library",
            ["bom-ref"] = Purl(package),
            ["name"] = package.Name,
            ["version"] = package.Version,
            // "excluded": not in what is shipped.
            ["scope"] = package.Ships ? "required" : "excluded",
            ["hashes"] = new JsonArray(new JsonObject { ["alg"] = "SHA-512", ["content"] = package.Sha512 }),
        };
        if (package.License is { } license) component["licenses"] = Licenses(license);
        component["purl"] = Purl(package);
        return component;
    }

    // An expression stands alone; a single SPDX identifier is an expression, too.
    private static JsonArray Licenses(string expression) => new(new JsonObject { ["expression"] = expression });

    private static JsonArray Dependencies(RestoredProject project)
    {
        var purls = project.Packages.ToDictionary(static package => package.Name, Purl, StringComparer.OrdinalIgnoreCase);
        return new JsonArray(
        [
            Dependency(ReferenceTo(project), project.DependsOn, purls),
            .. project.Packages.Select(package => Dependency(Purl(package), package.DependsOn, purls)),
        ]);
    }

    private static JsonObject Dependency(string reference, IEnumerable<string> names, Dictionary<string, string> purls) => new()
    {
        ["ref"] = reference,
        // A package may name one that the framework brings itself; restore leaves that out.
        ["dependsOn"] = new JsonArray([.. names.Where(purls.ContainsKey).Select(name => (JsonNode)purls[name])]),
    };

    private static string ReferenceTo(RestoredProject project) => $"{project.Name}@{project.Version}";

    private static string Purl(RestoredPackage package) => $"pkg:nuget/{Uri.EscapeDataString(package.Name)}@{Uri.EscapeDataString(package.Version)}";

    // RFC 9562, version 8: a UUID from whatever the maker chooses; here from the document's own digest.
    private static string SerialNumber(string document)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(document)).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return $"urn:uuid:{new Guid(bytes, bigEndian: true)}";
    }
}
