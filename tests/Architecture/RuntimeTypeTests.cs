using System.ComponentModel;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace RayNet.Architecture.Tests;

/// <summary>
/// Users reach the runtime only through the SDK: what has to be public, because generated code names it, is hidden from them. A class that
/// nobody derives from says so.
/// </summary>
public sealed class RuntimeTypeTests
{
    private static IEnumerable<Type> Types =>
        Assembly.Load("RayNet.Runtime.Core").GetTypes()
            .Where(type => !type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) && type.FullName!.StartsWith("RayNet.", StringComparison.Ordinal));

    [Fact]
    public void No_runtime_type_is_public_for_users() =>
        Rules.AssertNone(Types
            .Where(type => type.IsVisible && type.GetCustomAttribute<EditorBrowsableAttribute>()?.State != EditorBrowsableState.Never)
            .Select(type => type.FullName));

    [Fact]
    public void Runtime_classes_that_nobody_derives_from_are_sealed()
    {
        Type[] types = [.. Types];
        HashSet<Type?> bases = [.. types.Select(type => Definition(type.BaseType))];

        IEnumerable<string?> violations = types
            .Where(type => type.IsClass && !type.IsSealed && !type.IsAbstract && !bases.Contains(type))
            .Select(type => type.FullName);

        Rules.AssertNone(violations);
    }

    private static Type? Definition(Type? type) => type is { IsGenericType: true } ? type.GetGenericTypeDefinition() : type;
}
