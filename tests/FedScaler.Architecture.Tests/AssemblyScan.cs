using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace FedScaler.Architecture.Tests;

/// <summary>What a compiled assembly refers to, read from its metadata without loading it.</summary>
internal sealed class AssemblyScan
{
    private AssemblyScan(string[] assemblies, string[] types, string[] members)
    {
        Assemblies = assemblies;
        Types = types;
        Members = members;
    }

    public IReadOnlyList<string> Assemblies { get; }

    /// <summary>Full names of the types of other assemblies.</summary>
    public IReadOnlyList<string> Types { get; }

    /// <summary>Members of types of other assemblies, as Namespace.Type.Member.</summary>
    public IReadOnlyList<string> Members { get; }

    public static string PathOf(string project) => Path.Combine(AppContext.BaseDirectory, Layers.AssemblyOf(project) + ".dll");

    public static AssemblyScan Read(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        return new AssemblyScan(
            [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))],
            [.. metadata.TypeReferences.Select(handle => NameOf(metadata, handle))],
            [.. metadata.MemberReferences.Select(handle => NameOf(metadata, metadata.GetMemberReference(handle))).OfType<string>()]);
    }

    private static string NameOf(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        var name = metadata.GetString(type.Name);
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? NameOf(metadata, (TypeReferenceHandle)type.ResolutionScope) + "." + name
            : metadata.GetString(type.Namespace) + "." + name;
    }

    // A member of a generic type has a specification for its parent; the type itself is among the types all the same.
    private static string? NameOf(MetadataReader metadata, MemberReference member) =>
        member.Parent.Kind == HandleKind.TypeReference
            ? NameOf(metadata, (TypeReferenceHandle)member.Parent) + "." + metadata.GetString(member.Name)
            : null;
}
