namespace FedScaler.Packaging.Sbom;

/// <summary>A package as it was restored.</summary>
/// <param name="Sha512">The lock file's content hash, in hexadecimal. NuGet takes it of a signed package without its signature.</param>
/// <param name="License">SPDX expression from the package's own description; null where it names none.</param>
/// <param name="Ships">It brings something that runs; otherwise it serves the build alone.</param>
/// <param name="DependsOn">Names of packages.</param>
public sealed record RestoredPackage(string Name, string Version, string Sha512, string? License, bool Ships, IReadOnlyList<string> DependsOn);
