using RayNet.Generators.Calls;
using RayNet.Roslyn;
using RayNet.Roslyn.Model;

namespace RayNet.Generators.Tasks;

/// <summary>Writes the file of a type with remote tasks.</summary>
internal static class TaskEmitter
{
    internal static string Emit(TaskTypeModel type)
    {
        HostModel host = type.Host;
        SourceWriter writer = GeneratedFile.BeginExtensions(host);
        writer.Open($"extension({host.FullName})");
        var entryPoints = new EntryPointEmitter(writer, CallSite.Task, host.ExtensionsFullName);
        foreach (RemoteMethodModel method in type.Methods)
        {
            entryPoints.Emit(method.Call, method.IsOverloaded);
        }

        writer.Close().Line();
        var calls = new CallClassEmitter(writer, CallSite.Task, host.ExtensionsFullName);
        foreach (RemoteMethodModel method in type.Methods)
        {
            calls.Emit(method.Call, Target(method));
        }

        return GeneratedFile.EndExtensions(writer, host);
    }

    private static CallTarget Target(RemoteMethodModel method) => method.Target is null
        ? CallTarget.Static(method.Host.FullName, method.Call.Name)
        : CallTarget.Built(method.Host.FullName, method.Call.Name, method.Target);
}
