namespace FedScaler.Sandbox.ApiServer.Schemas;

/// <summary>Paths as field.Path prints them in causes: <c>spec.ports[0].name</c>.</summary>
internal static class FieldPath
{
    public static string Child(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    public static string Index(string path, int index) => $"{path}[{index}]";

    public static string Key(string path, string key) => $"{path}[{key}]";
}
