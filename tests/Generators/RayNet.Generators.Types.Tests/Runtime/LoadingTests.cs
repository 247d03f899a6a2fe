using System.Reflection;
using MessagePack;

namespace RayNet.Generators.Types.Tests.Runtime;

public sealed class LoadingTests
{
    [Fact]
    public void TraitsDoNotMentionMessagePackInSignatures()
    {
        // The runtime resolves the signatures of a type when it loads it; a process that never serializes need not load MessagePack.
        Assembly library = typeof(MessagePackReader).Assembly;
        foreach (ZooCase item in ZooValues.All)
        {
            for (Type? type = item.TraitsType; type is not null && type != typeof(object); type = type.BaseType)
            {
                foreach (MethodInfo method in type.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                {
                    Assert.All([method.ReturnType, .. method.GetParameters().Select(static parameter => parameter.ParameterType)], used => Assert.NotSame(library, used.Assembly));
                }

                Assert.All(
                    type.GetFields(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly),
                    field => Assert.NotSame(library, field.FieldType.Assembly));
            }
        }
    }
}
